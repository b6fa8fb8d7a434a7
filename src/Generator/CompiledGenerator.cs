using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Reading;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator;

/// <summary>
/// The entry point that Roslyn calls. A model is read into values (<see cref="ModelReader"/>), and only a change of those values
/// compiles it again (<see cref="Compiler"/>); places in the source travel beside them, for diagnostics alone.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class CompiledGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ReadResult> read = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                RuntimeNames.ModelAttribute,
                static (node, _) => node is Microsoft.CodeAnalysis.CSharp.Syntax.ClassDeclarationSyntax,
                static (c, cancellation) => ModelReader.Read((INamedTypeSymbol)c.TargetSymbol, c.SemanticModel.Compilation, cancellation))
            .WithTrackingName("Read");

        IncrementalValuesProvider<CompilationResult> compiled = read
            .Select(static (result, _) => result.Declaration)
            .WithTrackingName("Declaration")
            .Select(static (declaration, cancellation) => declaration is null ? CompilationResult.Empty : Compiler.Compile(declaration, cancellation))
            .WithTrackingName("Compile");

        context.RegisterSourceOutput(compiled.SelectMany(static (result, _) => result.Files), static (output, file) => output.AddSource(file.HintName, file.Text));
    }
}
