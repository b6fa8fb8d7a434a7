using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Compiled.Generator.Tests.Harness;

/// <summary>What one run of the generator gave.</summary>
internal sealed class GeneratorResult(CSharpCompilation compilation, GeneratorDriverRunResult run)
{
    /// <summary>The user's sources and the generated ones.</summary>
    public CSharpCompilation Compilation => compilation;

    /// <summary>The findings of the generator itself.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => run.Diagnostics;

    /// <summary>An exception that escaped from the generator; null if all is well.</summary>
    public Exception? Exception => run.Results.Single().Exception;

    /// <summary>The generated files by hint name.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; } = run.Results.Single().GeneratedSources.IsDefault
        ? new Dictionary<string, string>()
        : run.Results.Single().GeneratedSources.ToDictionary(s => s.HintName, s => s.SourceText.ToString());

    public GeneratorRunResult Run => run.Results.Single();

    /// <summary>Errors and warnings of the C# compiler over user's and generated sources together.</summary>
    public IReadOnlyList<Diagnostic> CompilerDiagnostics => [.. compilation.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning)];

    /// <summary>The text that a diagnostic of this id underlines, in source order.</summary>
    public IReadOnlyList<string> SpansOf(string id) =>
        [.. Diagnostics.Where(d => d.Id == id).OrderBy(d => d.Location.SourceSpan.Start).Select(TextAt)];

    /// <summary>Fails when the generator or the compiler found anything, with all of it in the message.</summary>
    public GeneratorResult AssertClean()
    {
        Assert.Null(Exception);
        Assert.True(Diagnostics.IsEmpty, string.Join("\n", Diagnostics));
        Assert.True(CompilerDiagnostics.Count == 0, string.Join("\n", CompilerDiagnostics.Take(20)));
        return this;
    }

    /// <summary>Compiles everything, loads it, and returns the assembly.</summary>
    public Assembly Load()
    {
        AssertClean();
        using var stream = new MemoryStream();
        EmitResult emitted = compilation.Emit(stream);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)));
        stream.Position = 0;
        return new AssemblyLoadContext("UserCode", isCollectible: true).LoadFromStream(stream);
    }

    /// <summary>Loads the assembly and creates a model by its full name; arguments left out take their defaults.</summary>
    public Model CreateModel(string typeName, params object[] arguments)
    {
        Type type = Load().GetType(typeName, throwOnError: true)!;
        ConstructorInfo constructor = type.GetConstructors().First(c => c.GetParameters().Length >= arguments.Length && c.GetParameters().Skip(arguments.Length).All(p => p.IsOptional));
        object?[] all = [.. arguments, .. constructor.GetParameters().Skip(arguments.Length).Select(p => p.DefaultValue)];
        return (Model)constructor.Invoke(all);
    }

    private static string TextAt(Diagnostic diagnostic) => diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);
}
