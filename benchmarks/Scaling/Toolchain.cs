using System.Reflection;
using System.Runtime.Loader;
using Compiled;
using Compiled.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Scaling;

/// <summary>The C# compiler with the generator in it, as an editor or a build has it.</summary>
internal static class Toolchain
{
    private static readonly CSharpParseOptions s_parseOptions = new(LanguageVersion.CSharp14);
    private static readonly MetadataReference[] s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "Compiled.Runtime.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Parses sources; nothing is known of their meaning yet.</summary>
    public static CSharpCompilation Parse(string[] sources) => CSharpCompilation.Create(
        "Net" + Guid.NewGuid().ToString("N"),
        [
            .. sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, s_parseOptions, $"Net{i}.cs")),
            CSharpSyntaxTree.ParseText("global using System; global using System.Collections.Generic; global using System.Linq;", s_parseOptions, "Usings.cs"),
        ],
        s_references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>Runs the generator, from reading to emitting, with nothing kept from an earlier run.</summary>
    /// <exception cref="InvalidOperationException">The network has mistakes.</exception>
    public static CSharpCompilation Generate(CSharpCompilation compilation)
    {
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new CompiledGenerator().AsSourceGenerator()], parseOptions: s_parseOptions);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out var findings);
        Check(findings);
        return (CSharpCompilation)output;
    }

    /// <summary>Compiles sources and what was generated for them.</summary>
    /// <exception cref="InvalidOperationException">The code has mistakes.</exception>
    public static byte[] Emit(CSharpCompilation compilation)
    {
        using var stream = new MemoryStream();
        Check(compilation.Emit(stream).Diagnostics);
        return stream.ToArray();
    }

    /// <summary>An instance of the class Net of an assembly.</summary>
    public static Model Create(byte[] assembly)
    {
        Type type = new AssemblyLoadContext(null, isCollectible: false).LoadFromStream(new MemoryStream(assembly)).GetType("Net", throwOnError: true)!;
        return (Model)Activator.CreateInstance(type, BindingFlags.CreateInstance | BindingFlags.OptionalParamBinding | BindingFlags.Public | BindingFlags.Instance, null, [1UL], null)!;
    }

    private static void Check(IEnumerable<Diagnostic> findings)
    {
        if (findings.FirstOrDefault(finding => finding.Severity == DiagnosticSeverity.Error) is { } error)
        {
            throw new InvalidOperationException(error.ToString());
        }
    }
}
