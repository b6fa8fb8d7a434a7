using Compiled.Generator.Lowering;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Lowering;

/// <summary>The settings that change a loss or metric: <c>HuberDelta</c>, <c>LabelSmoothing</c>, <c>TopK</c>, <c>Threshold</c>.</summary>
public class LossSettingTests
{
    [Fact]
    public void AnOutputTakesItsOwnSettingsOrElseTheModels()
    {
        LoweredModel model = LoweringHarness.Model("""
            [Model(Loss = Loss.CategoricalCrossentropy, Metrics = [Metric.TopKCategoricalAccuracy, Metric.Recall, Metric.Auc], TopK = 3, Threshold = 0.25)]
            [Output("own", TopK = 2)]
            public partial class Net
            {
                [Dense(4, Activation = Activation.Softmax)] private partial Tensor<float> Left(Tensor<float> x);
                [Dense(4, Activation = Activation.Softmax)] private partial Tensor<float> Right(Tensor<float> x);
                public (Tensor<float> own, Tensor<float> models) Forward([Shape(4)] Tensor<float> x) => (Left(x), Right(x));
            }
            """);
        Assert.Equal([2, 0.25, null], model.Outputs[0].Metrics.Select(m => m.Setting));
        Assert.Equal([3, 0.25, null], model.Outputs[1].Metrics.Select(m => m.Setting));
    }

    [Fact]
    public void TheSchemaSaysThem()
    {
        GeneratorResult result = GeneratorHarness.Run("""
            using Compiled;

            [Model(Loss = Loss.CategoricalCrossentropy, Metrics = [Metric.TopKCategoricalAccuracy, Metric.Precision], TopK = 3)]
            [Input(4)]
            [Dense(8, Activation = Activation.Softmax)]
            public partial class Net;
            """).AssertClean();
        Assert.Contains(
            "[new(Metric.TopKCategoricalAccuracy, Metric.TopKCategoricalAccuracy, 3f), new(Metric.Precision, Metric.Precision)]",
            result.Sources["Net.g.cs"],
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Loss = Loss.MeanSquaredError, HuberDelta = 2.5", "2.5", "HuberDelta of 'Net' is 2.5, but no output has a loss or metric that uses it")]
    [InlineData("Loss = Loss.Huber, LabelSmoothing = 0.1", "0.1", "LabelSmoothing of 'Net' is 0.1, but no output has")]
    [InlineData("Loss = Loss.Huber, TopK = 3", "3", "TopK of 'Net' is 3, but no output has")]
    [InlineData("Loss = Loss.Huber, HuberDelta = 0", "0", "it must be greater than 0")]
    [InlineData("Loss = Loss.BinaryCrossentropyFromLogits, LabelSmoothing = 1", "1", "it must be at least 0 and less than 1")]
    public void WhatChangesNothingIsRefused(string settings, string place, string message)
    {
        (string text, string at) = LoweringHarness.Finding("CMP0114", $"[Model({settings})] [Input(4)] [Dense(2)] public partial class Net;");
        Assert.Contains(message, text, StringComparison.Ordinal);
        Assert.Equal(place, at);
    }

    [Fact]
    public void SoIsASettingOfAnOutputWithoutUseForIt()
    {
        (string text, string at) = LoweringHarness.Finding("CMP0114", """
            [Model(Loss = Loss.MeanSquaredError)]
            [Output("left", Loss = Loss.Huber, HuberDelta = 2)]
            [Output("right", HuberDelta = 3)]
            public partial class Net
            {
                [Dense(2)] private partial Tensor<float> Left(Tensor<float> x);
                [Dense(2)] private partial Tensor<float> Right(Tensor<float> x);
                public (Tensor<float> left, Tensor<float> right) Forward([Shape(4)] Tensor<float> x) => (Left(x), Right(x));
            }
            """);
        Assert.Equal("HuberDelta of 'right' is 3, but neither loss nor metrics of the output 'right' use it", text);
        Assert.Equal("3", at);
    }
}
