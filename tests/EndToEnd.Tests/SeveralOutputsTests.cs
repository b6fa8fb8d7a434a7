using System.Numerics.Tensors;

namespace Compiled.EndToEnd.Tests;

/// <summary>Two outputs with losses, weights and metrics of their own.</summary>
[Model]
[Output("Value", Loss = Loss.MeanSquaredError, LossWeight = 0.9f, Metrics = [Metric.MeanAbsoluteError])]
[Output("Kind", Loss = Loss.SparseCategoricalCrossentropy, LossWeight = 0.1f, Metrics = [Metric.Accuracy])]
public partial class TwoOutputs
{
    [Dense(8, Activation = Activation.Tanh)]
    private partial Tensor<float> Hidden(Tensor<float> x);

    [Dense(1)]
    private partial Tensor<float> Number(Tensor<float> x);

    [Dense(3, Activation = Activation.Softmax)]
    private partial Tensor<float> Classes(Tensor<float> x);

    public (Tensor<float> Value, Tensor<float> Kind) Forward([Shape(4)] Tensor<float> x)
    {
        Tensor<float> hidden = Hidden(x);
        return (Number(hidden), Classes(hidden));
    }
}

/// <summary>Two outputs, of which the second alone has a loss: the first is for looking at.</summary>
[Model(Metrics = [Metric.MeanAbsoluteError])]
[Output("Kind", Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
public partial class OutputWithoutLoss
{
    [Dense(8, Activation = Activation.Tanh)]
    private partial Tensor<float> Encoder(Tensor<float> x);

    [Dense(3, Activation = Activation.Softmax)]
    private partial Tensor<float> Classes(Tensor<float> x);

    public (Tensor<float> Features, Tensor<float> Kind) Forward([Shape(4)] Tensor<float> x)
    {
        Tensor<float> features = Encoder(x);
        return (features, Classes(features));
    }
}

public sealed class SeveralOutputsTests
{
    private static readonly float[] _x = [.. Enumerable.Range(0, 28).Select(i => MathF.Cos(i))];
    private static readonly float[] _values = [.. Enumerable.Range(0, 7).Select(i => MathF.Sin(i))];
    private static readonly int[] _kinds = [0, 1, 2, 0, 1, 2, 0];

    /// <summary>The losses worked out from the predictions, and their weighted sum.</summary>
    [Fact]
    public void The_total_is_the_weighted_sum_of_the_losses()
    {
        using var model = new TwoOutputs(seed: 1);
        Evaluation result = model.Evaluate([_x], [_values, _kinds]);
        Tensor<float>[] predictions = model.PredictAll(_x);
        double squared = Enumerable.Range(0, 7).Average(i => Math.Pow(predictions[0][i, 0] - _values[i], 2));
        double entropy = Enumerable.Range(0, 7).Average(i => -Math.Log(predictions[1][i, _kinds[i]]));
        Assert.Equal(squared, result["Value_loss"], 1e-5);
        Assert.Equal(entropy, result["Kind_loss"], 1e-5);
        Assert.Equal((0.9 * squared) + (0.1 * entropy), result.Loss, 1e-5);
        Assert.Equal(Enumerable.Range(0, 7).Average(i => Math.Abs(predictions[0][i, 0] - _values[i])), result["Value_mean_absolute_error"], 1e-5);
    }

    [Fact]
    public void A_missing_target_is_told_with_those_that_are_wanted()
    {
        using var model = new TwoOutputs(seed: 1);
        string message = Assert.Throws<ArgumentException>(() => model.Fit([_x], [_values], new() { Verbose = Verbosity.Silent })).Message;
        Assert.StartsWith("TwoOutputs: 1 given, where 2 targets are expected: 'Value' (1) float; 'Kind' int", message);
    }

    [Fact]
    public void The_interpreter_gives_both_outputs()
    {
        using var model = new TwoOutputs(seed: 1);
        Tensor<float>[] predictions = model.PredictAll(_x);
        (Tensor<float> value, Tensor<float> kind) = model.Interpret(Tensor.Create(_x, [7, 4]));
        Close.Equal(TestData.Values(value), TestData.Values(predictions[0]), 1e-6f, 1e-5f, "Value");
        Close.Equal(TestData.Values(kind), TestData.Values(predictions[1]), 1e-6f, 1e-5f, "Kind");
    }

    [Fact]
    public void Memory_that_outputs_share_is_refused()
    {
        using var model = new TwoOutputs(seed: 1);
        float[] memory = [.. _x, .. new float[28]];
        var exception = Assert.Throws<ArgumentException>(() => model.Predict(memory.AsSpan(0, 28), memory.AsSpan(28, 7), memory.AsSpan(34, 21)));
        Assert.Contains("TwoOutputs", exception.Message);
        Assert.Contains("Kind", exception.Message);
        Assert.Contains("Value", exception.Message);
        Assert.Throws<ArgumentException>(() => model.Predict(memory.AsSpan(0, 28), memory.AsSpan(27, 7), memory.AsSpan(35, 21)));
        model.Predict(memory.AsSpan(0, 28), memory.AsSpan(28, 7), memory.AsSpan(35, 21));
        Assert.Equal(TestData.Values(model.PredictAll(_x)[1]), memory[35..]);
    }

    [Fact]
    public void Training_lowers_both_losses()
    {
        using var model = new TwoOutputs(seed: 1);
        History history = model.Fit([_x], [_values, _kinds], new() { Epochs = 200, BatchSize = 7, Optimizer = new Adam(0.02f), Verbose = Verbosity.Silent });
        Assert.True(history["Value_loss"][^1] < 0.1f * history["Value_loss"][0], history.ToString());
        Assert.True(history["Kind_loss"][^1] < 0.5f * history["Kind_loss"][0], history.ToString());
    }

    /// <summary>Only outputs that are compared to something need a target, and only they report numbers.</summary>
    [Fact]
    public void An_output_without_a_loss_needs_no_target()
    {
        using var model = new OutputWithoutLoss(seed: 1);
        Tensor<float>[] predictions = model.PredictAll(_x);
        Assert.Equal([7, 8], predictions[0].Lengths);
        double entropy = Enumerable.Range(0, 7).Average(i => -Math.Log(predictions[1][i, _kinds[i]]));

        Evaluation result = model.Evaluate([_x], [_kinds]);
        Assert.Equal(["loss", "Kind_loss", "Kind_accuracy"], result.Names);
        Assert.Equal(entropy, result.Loss, 1e-5);
        Assert.Equal(entropy, result["Kind_loss"], 1e-5);
        model.Fit([_x], [_kinds], new() { Epochs = 20, Verbose = Verbosity.Silent });
        Assert.True(model.Evaluate([_x], [_kinds]).Loss < entropy);
        Assert.Equal(model.TestOnBatch(TestData.Batch(model, 5))["Kind_loss"], model.TestOnBatch(TestData.Batch(model, 5)).Loss);
    }
}
