using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Emitting;
using Compiled.Generator.Emitting.Shaders;
using Compiled.Generator.Reading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Compiled.Generator;

/// <summary>
/// The entry point that Roslyn calls. A model is read into values (<see cref="ModelReader"/>), and only a change of those values
/// compiles it again (<see cref="Compiler"/>); places in the source travel beside them, for diagnostics alone. What flows from step to step
/// are classes: of each struct the runtime would compile a hundred methods of Roslyn's tables anew, in every first build.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class CompiledGenerator : IIncrementalGenerator
{
    /// <summary>The steps whose results tests of incrementality look at.</summary>
    internal const string DeclarationStep = "Declaration", CompileStep = "Compile", LayerStep = "Layer";

    /// <summary>The project's properties that ask for kernels of all its models, and for one for each operator.</summary>
    private const string GpuProperty = "build_property.CompiledGpu", FusionProperty = "build_property.CompiledFusion";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<OwnedFile> models = WhereUnsafeIsAllowed(context, ReadModels(context)), layers = ReadLayers(context, RuntimeNames.LayerAttribute), cells = ReadLayers(context, RuntimeNames.CellAttribute);
        IncrementalValueProvider<FileNames> names = Keys(models)
            .Combine(Keys(layers)).Select(static (pair, _) => pair.Left.And(pair.Right))
            .Combine(Keys(cells)).Select(static (pair, _) => new FileNames(pair.Left.And(pair.Right).Items));
        RegisterDevices(context, models);
        RegisterUnmarked(context);
        context.RegisterSourceOutput(models.Combine(names), static (output, pair) => output.AddSource(pair.Right.Unique(pair.Left.Key), pair.Left.File.Text));
        context.RegisterSourceOutput(layers.Combine(names), static (output, pair) => output.AddSource(pair.Right.Unique(pair.Left.Key), pair.Left.File.Text));
        context.RegisterSourceOutput(cells.Combine(names), static (output, pair) => output.AddSource(pair.Right.Unique(pair.Left.Key), pair.Left.File.Text));
    }

    /// <summary>A program whose models have kernels, and that has the library of devices, shows these to <c>Device.Enumerate</c>.</summary>
    private static void RegisterDevices(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<OwnedFile> models)
    {
        IncrementalValueProvider<GeneratedFile?> ofModels = models
            .Collect()
            .Select(static (files, _) => files.Any(file => ShaderProgramEmitter.Emitted(file.File)) ? DeviceEmitter.File : null);
        IncrementalValueProvider<GeneratedFile?> ofLibrary = context.CompilationProvider
            .Select(static (compilation, _) => compilation.GetTypeByMetadataName(RuntimeNames.ShaderDevices) is not null ? DeviceEmitter.File : null);
        context.RegisterSourceOutput(ofModels.Combine(ofLibrary), static (output, pair) =>
        {
            if (pair.Left is { } file && pair.Right is not null)
            {
                output.AddSource(file.HintName, file.Text);
            }
        });
    }

    /// <summary>Programs address memory directly: a project that does not allow it is told so once, in place of an error for each of their methods.</summary>
    private static IncrementalValuesProvider<OwnedFile> WhereUnsafeIsAllowed(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<OwnedFile> programs)
    {
        IncrementalValueProvider<CodeSettings> code = context.CompilationProvider
            .Select(static (compilation, _) => new CodeSettings(((CSharpCompilation)compilation).Options.AllowUnsafe));
        context.RegisterSourceOutput(Keys(programs).Combine(code), static (output, pair) =>
        {
            if (!pair.Right.AllowsUnsafe && pair.Left.Items.Count > 0)
            {
                output.ReportDiagnostic(Diagnostic.Create(Descriptors.UnsafeNotAllowed, Location.None));
            }
        });
        return programs
            .Combine(code)
            .Where(static pair => pair.Right.AllowsUnsafe)
            .Select(static (pair, _) => pair.Left);
    }

    /// <summary>A network whose class lacks <c>[Model]</c> is none of the classes that are read, and is told of here.</summary>
    private static void RegisterUnmarked(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        context.SyntaxProvider
            .CreateSyntaxProvider(static (node, _) => UnmarkedReader.MayBeUnmarked(node), static (c, cancellation) => UnmarkedReader.Read(c, cancellation))
            .Where(static result => result is not null),
        static (output, result) => Report(output, result!.Diagnostics, result.Map, []));

    private static IncrementalValueProvider<Collected<FileKey>> Keys(IncrementalValuesProvider<OwnedFile> files) =>
        Collect(files.Select(static (file, _) => file.Key));

    private static IncrementalValueProvider<Collected<T>> Collect<T>(IncrementalValuesProvider<T> values)
        where T : class => values.Collect().Select(static (items, _) => new Collected<T>(items));

    private static IncrementalValuesProvider<OwnedFile> ReadModels(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ReadResult> read = Classes(context, RuntimeNames.ModelAttribute, ModelReader.Read);
        IncrementalValueProvider<ProjectSettings> project = context.AnalyzerConfigOptionsProvider
            .Select(static (options, _) => new ProjectSettings(Says(options.GlobalOptions, GpuProperty, "true"), Says(options.GlobalOptions, FusionProperty, "false")));

        IncrementalValuesProvider<(string Owner, CompilationResult Result)> compiled = read
            .Select(static (result, _) => result.Declaration)
            .WithTrackingName(DeclarationStep)
            .Where(static declaration => declaration is not null)
            .Combine(project)
            .Select(static (pair, _) => pair.Left! with { IsGpuProject = pair.Right.IsGpu, IsUnfused = pair.Right.IsUnfused })
            .Select(static (declaration, cancellation) => (declaration.Type.FullName, Compiler.Compile(declaration, cancellation)))
            .WithTrackingName(CompileStep);

        // Places meet findings only here, so that moving code about changes no source.
        context.RegisterSourceOutput(
            Collect(read).Combine(Collect(compiled.Select(static (pair, _) => pair.Result))),
            static (output, pair) => Report(output, pair.Left.Items, pair.Right.Items));

        return compiled.SelectMany(static (pair, _) => pair.Result.Files.Select(file => new OwnedFile("model " + pair.Owner, file)));
    }

    private static bool Says(AnalyzerConfigOptions options, string property, string value) =>
        options.TryGetValue(property, out string? said) && string.Equals(said, value, StringComparison.OrdinalIgnoreCase);

    private static IncrementalValuesProvider<OwnedFile> ReadLayers(IncrementalGeneratorInitializationContext context, string attribute)
    {
        IncrementalValuesProvider<LayerReadResult> read = Classes(context, attribute, CustomLayerReader.Read);
        context.RegisterSourceOutput(read, static (output, result) => Report(output, result.Diagnostics, result.Map, []));
        return read
            .Select(static (result, _) => result.Part)
            .WithTrackingName(LayerStep)
            .Where(static part => part is not null)
            .Select(static (part, _) => CustomLayerEmitter.Emit(part!) is { } file ? new OwnedFile("layer " + part!.Type.FullName, file) : null)
            .Where(static file => file is not null)
            .Select(static (file, _) => file!);
    }

    /// <summary>The classes with an attribute. A class in several parts counts once, even if, while it is typed, several carry the attribute.</summary>
    private static IncrementalValuesProvider<T> Classes<T>(
        IncrementalGeneratorInitializationContext context, string attribute, Func<INamedTypeSymbol, Compilation, CancellationToken, T> read)
        where T : class => context.SyntaxProvider
        .ForAttributeWithMetadataName(
            attribute,
            static (node, _) => node is TypeDeclarationSyntax,
            (c, cancellation) => IsFirst(c.TargetSymbol, attribute, c.TargetNode)
                ? read((INamedTypeSymbol)c.TargetSymbol, c.SemanticModel.Compilation, cancellation)
                : null)
        .Where(static result => result is not null)
        .Select(static (result, _) => result!);

    private static bool IsFirst(ISymbol symbol, string attribute, SyntaxNode node) =>
        symbol.Attribute(attribute)?.ApplicationSyntaxReference is { } reference && reference.SyntaxTree == node.SyntaxTree && node.Span.Contains(reference.Span);

    private static void Report(SourceProductionContext output, EquatableArray<ReadResult> read, EquatableArray<CompilationResult> compiled)
    {
        // A custom layer that several models use is found fault with by each of them.
        var reported = new HashSet<(string, Location, EquatableArray<string>)>();
        int next = 0;
        foreach (ReadResult result in read)
        {
            Report(output, result.Diagnostics, result.Map, reported);
            if (result.Declaration is not null)
            {
                Report(output, compiled[next++].Diagnostics, result.Map, reported);
            }
        }
    }

    private static void Report(SourceProductionContext output, EquatableArray<DiagnosticInfo> diagnostics, SourceMap map, HashSet<(string, Location, EquatableArray<string>)> reported)
    {
        foreach (DiagnosticInfo info in diagnostics)
        {
            if (map.IsOwn(info.Span) && reported.Add((info.Id, map[info.Span], info.Arguments)))
            {
                output.ReportDiagnostic(info.ToDiagnostic(map));
            }
        }
    }
}

/// <summary>What the project's properties ask of all its models.</summary>
internal sealed record ProjectSettings(bool IsGpu, bool IsUnfused);

/// <summary>What the project lets code do.</summary>
internal sealed record CodeSettings(bool AllowsUnsafe);

/// <summary>All values of a step.</summary>
internal sealed record Collected<T>(EquatableArray<T> Items)
{
    public Collected<T> And(Collected<T> others) => new(Items.Items.AddRange(others.Items.Items));
}
