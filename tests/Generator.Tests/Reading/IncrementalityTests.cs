using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Generator.Tests.Reading;

/// <summary>Only a change of what a model declares compiles it again.</summary>
public class IncrementalityTests
{
    private const string Model = """
        using System.Numerics.Tensors;
        using Compiled;
        using static Compiled.Ops;

        [Model(Loss = Loss.MeanSquaredError)]
        public partial class Net
        {
            [Dense(4, Activation = Activation.Relu)] private partial Tensor<float> Hidden(Tensor<float> x);
            [Dense(1)] private partial Tensor<float> Output(Tensor<float> x);

            public Tensor<float> Forward([Shape(3)] Tensor<float> x)
            {
                var h = Hidden(x);
                return Output(Concatenate(h, x));
            }
        }

        [Layer]
        public sealed partial class GainAttribute : LayerDefinition
        {
            [Weight("x[-1]")] private partial Tensor<float> Gain { get; }
            public Tensor<float> Forward(Tensor<float> x) => x * Gain;
        }
        """;

    private const string Other = """
        public static class Other
        {
            public static int Sum(int n)
            {
                int sum = n;
                return sum;
            }
        }
        """;

    [Theory]
    [InlineData("var h = Hidden(x);", "// a comment\n\n        var  h = Hidden( x );")]
    [InlineData("using Compiled;", "using Compiled; // the library\nusing System.Text;")]
    [InlineData("public Tensor<float> Forward", "public int Unrelated(int n) { var t = n; return t; }\n    public Tensor<float> Forward")]
    [InlineData("Concatenate(h, x)", "Concatenate([h, x])")]
    public void EditsThatSayTheSameCompileNothing(string before, string after)
    {
        Assert.Contains(before, Model, StringComparison.Ordinal);
        AssertUnchanged((c, t) => c.ReplaceSyntaxTree(t[0], GeneratorHarness.Parse(Model.Replace(before, after), "File0.cs")));
    }

    [Fact]
    public void EditsElsewhereCompileNothing()
    {
        AssertUnchanged((c, t) => c.ReplaceSyntaxTree(t[1], GeneratorHarness.Parse(Other.Replace("sum", "total"), "File1.cs")));
        AssertUnchanged((c, _) => c.AddSyntaxTrees(GeneratorHarness.Parse("public class New;", "New.cs")));
    }

    [Fact]
    public void AChangeOfTheModelCompilesItAgain()
    {
        GeneratorRunResult result = RunTwice((c, t) => c.ReplaceSyntaxTree(t[0], GeneratorHarness.Parse(Model.Replace("[Dense(4,", "[Dense(5,"), "File0.cs")));
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(result, CompiledGenerator.DeclarationStep));
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(result, CompiledGenerator.CompileStep));
        Assert.Equal([IncrementalStepRunReason.Unchanged], Reasons(result, CompiledGenerator.LayerStep));
    }

    [Fact]
    public void DiagnosticsMoveWithTheCodeWhileSourcesStay()
    {
        string broken = Model.Replace("[Shape(3)] ", "");
        CSharpCompilation before = GeneratorHarness.Compile(broken);
        GeneratorDriver driver = GeneratorHarness.CreateDriver().RunGenerators(before);
        SyntaxTree moved = GeneratorHarness.Parse("// one more line\n" + broken, "File0.cs");
        driver = driver.RunGenerators(before.ReplaceSyntaxTree(before.SyntaxTrees[0], moved));
        Diagnostic diagnostic = Assert.Single(driver.GetRunResult().Diagnostics);
        Assert.Same(moved, diagnostic.Location.SourceTree);
        Assert.Equal(11, diagnostic.Location.GetLineSpan().StartLinePosition.Line);
    }

    private static void AssertUnchanged(Func<CSharpCompilation, IReadOnlyList<SyntaxTree>, CSharpCompilation> edit)
    {
        GeneratorRunResult result = RunTwice(edit);
        Assert.Equal([IncrementalStepRunReason.Unchanged], Reasons(result, CompiledGenerator.DeclarationStep));
        Assert.Equal([IncrementalStepRunReason.Unchanged], Reasons(result, CompiledGenerator.LayerStep));
        Assert.Equal([IncrementalStepRunReason.Cached], Reasons(result, CompiledGenerator.CompileStep));

        // Findings are looked at again, because their places may have moved; sources are not.
        (object Value, IncrementalStepRunReason Reason)[] sources =
            [.. result.TrackedOutputSteps.Values.SelectMany(steps => steps).SelectMany(step => step.Outputs).Where(output => IsSource(output.Value))];
        Assert.Equal(result.GeneratedSources.Length, sources.Length);
        Assert.All(sources, output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
        Assert.NotEmpty(result.GeneratedSources);
    }

    /// <summary>An output step gives a pair of sources and findings.</summary>
    private static bool IsSource(object output) => output is System.Runtime.CompilerServices.ITuple { Length: >= 1 } pair && pair[0] is System.Collections.IEnumerable sources && sources.Cast<object>().Any();

    private static GeneratorRunResult RunTwice(Func<CSharpCompilation, IReadOnlyList<SyntaxTree>, CSharpCompilation> edit)
    {
        CSharpCompilation before = GeneratorHarness.Compile(Model, Other);
        GeneratorDriver driver = GeneratorHarness.CreateDriver().RunGenerators(before);
        return driver.RunGenerators(edit(before, before.SyntaxTrees)).GetRunResult().Results.Single();
    }

    private static IncrementalStepRunReason[] Reasons(GeneratorRunResult result, string step) =>
        [.. result.TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason)];
}
