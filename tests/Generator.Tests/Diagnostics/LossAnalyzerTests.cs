using System.Globalization;
using Compiled.Generator.Analyzers;
using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Compiled.Generator.Tests.Diagnostics;

public class LossAnalyzerTests
{
    [Theory]
    [InlineData("[Model]", "net.Fit(x, x);", "Fit")]
    [InlineData("[Model(Loss = Loss.None)]", "net.TrainOnBatch(x, x);", "TrainOnBatch")]
    [InlineData("[Model]", "net.Fit((TensorData)x, (TensorData)x);", "Fit")]
    [InlineData("[Model]", "net.Evaluate(x, x);", "Evaluate")]
    [InlineData("[Model, Output(\"only\", LossWeight = 2)]", "net.Evaluate(x, x);", "Evaluate")]
    [InlineData("[Model, Output(\"only\", CustomMetrics = [\"Distance\"])]", "net.Fit(x, x);", "Fit")]
    [InlineData("[Model, Output(\"only\", CustomMetrics = [\"Distance\"])]", "net.Evaluate(x, x);", null)]
    [InlineData("[Model(Loss = Loss.Huber)]", "net.Fit(x, x); net.TrainOnBatch(x, x); net.Evaluate(x, x);", null)]
    [InlineData("[Model(CustomLoss = \"Distance\")]", "net.Fit(x, x);", null)]
    [InlineData("[Model, Output(\"only\", Loss = Loss.Huber)]", "net.Fit(x, x);", null)]
    [InlineData("[Model]", "net.Predict(x);", null)]
    [InlineData("[Model]", "new Regression().Fit(x, x);", null)]
    public async Task TrainingTakesALoss(string attributes, string use, string? method)
    {
        GeneratorResult result = GeneratorHarness.Run($$"""
            using System.Numerics.Tensors;
            using Compiled;
            using static Compiled.Ops;

            {{attributes}}
            public partial class Net
            {
                private static Tensor<float> Distance(Tensor<float> target, Tensor<float> prediction) => Mean(Abs(target - prediction), -1);

                public Tensor<float> Forward([Shape(4)] Tensor<float> x) => x + 1;
            }

            public sealed class Regression
            {
                public void Fit(float[] x, float[] y) => (x, y) = (y, x);
            }

            public static class Use
            {
                public static void Run(Net net, float[] x)
                {
                    {{use}}
                }
            }
            """).AssertClean();
        var found = await result.Compilation.WithAnalyzers([new LossAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        string[] expected = method is null ? [] : [$"'{method}' needs a loss, but 'Net' has none and only predicts: write [Model(Loss = Loss.…)] on the class at {method}"];
        Assert.Equal(expected, found.Select(d => $"{d.GetMessage(CultureInfo.InvariantCulture)} at {d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan)}"));
    }
}
