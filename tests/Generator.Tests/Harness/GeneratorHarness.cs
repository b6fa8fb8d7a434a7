using Compiled.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Compiled.Generator.Tests.Harness;

/// <summary>Compiles sources as a user's project would: newest C#, nullable, implicit usings, the runtime and the BCL referenced.</summary>
internal static class GeneratorHarness
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading;
        """;

    private static readonly Lazy<MetadataReference[]> References = new(ReadReferences);

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.CSharp14);

    /// <summary>A compilation of the sources before the generator ran. File i is named <c>File{i}.cs</c>.</summary>
    public static CSharpCompilation Compile(params string[] sources) => CSharpCompilation.Create(
        "UserCode",
        sources.Select((source, i) => Parse(source, $"File{i}.cs")).Append(Parse(ImplicitUsings, "Usings.cs")),
        References.Value,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(SourceText.From(source, System.Text.Encoding.UTF8), ParseOptions, path);

    /// <summary>A driver that has not run yet; steps are tracked for tests of incrementality.</summary>
    public static GeneratorDriver CreateDriver() => CSharpGeneratorDriver.Create(
        [new CompiledGenerator().AsSourceGenerator()],
        parseOptions: ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Runs the generator over the sources.</summary>
    public static GeneratorResult Run(params string[] sources) => Run(Compile(sources));

    public static GeneratorResult Run(CSharpCompilation compilation)
    {
        GeneratorDriver driver = CreateDriver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        return new((CSharpCompilation)output, driver.GetRunResult());
    }

    /// <summary>What Reading makes of one class.</summary>
    /// <param name="metadataName">As <c>Namespace.Outer+Inner</c>.</param>
    public static ReadResult Read(string metadataName, params string[] sources)
    {
        CSharpCompilation compilation = Compile(sources);
        INamedTypeSymbol type = compilation.GetTypeByMetadataName(metadataName) ?? throw new ArgumentException($"no type {metadataName}", nameof(metadataName));
        return ModelReader.Read(type, compilation, CancellationToken.None);
    }

    private static MetadataReference[] ReadReferences()
    {
        string framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        IEnumerable<string> platform = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetDirectoryName(path) == framework);
        return [.. platform
            .Append(typeof(System.Numerics.Tensors.Tensor).Assembly.Location)
            .Append(typeof(Model).Assembly.Location)
            .Select(path => MetadataReference.CreateFromFile(path))];
    }
}
