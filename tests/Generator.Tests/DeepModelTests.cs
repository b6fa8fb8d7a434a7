using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Generator.Tests;

/// <summary>A network of a hundred layers is as ordinary as one of three.</summary>
public class DeepModelTests
{
    private static readonly string _source = $"""
        using Compiled;

        [Model(Loss = Loss.MeanSquaredError)]
        [Input(8)]
        {string.Join("\n", Enumerable.Repeat("[Dense(8, Activation = Activation.Relu)]", 99))}
        [Dense(1)]
        public partial class Deep;
        """;

    [Fact]
    public void AHundredLayersCompileAndACommentCompilesNothingAgain()
    {
        CSharpCompilation before = GeneratorHarness.Compile(_source);
        GeneratorDriver driver = GeneratorHarness.CreateDriver().RunGeneratorsAndUpdateCompilation(before, out Compilation output, out _);
        GeneratorResult result = new GeneratorResult((CSharpCompilation)output, driver.GetRunResult()).AssertClean();
        Assert.Contains("dense_99", result.Sources["Deep.g.cs"], StringComparison.Ordinal);

        SyntaxTree commented = GeneratorHarness.Parse(_source.Replace("[Input(8)]", "[Input(8)] // eight measurements"), "File0.cs");
        GeneratorRunResult again = driver.RunGenerators(before.ReplaceSyntaxTree(before.SyntaxTrees[0], commented)).GetRunResult().Results.Single();
        Assert.Equal(IncrementalStepRunReason.Unchanged, Assert.Single(again.TrackedSteps[CompiledGenerator.DeclarationStep].SelectMany(s => s.Outputs)).Reason);
        Assert.Equal(IncrementalStepRunReason.Cached, Assert.Single(again.TrackedSteps[CompiledGenerator.CompileStep].SelectMany(s => s.Outputs)).Reason);
    }
}
