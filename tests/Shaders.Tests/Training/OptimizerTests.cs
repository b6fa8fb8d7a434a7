using Compiled.Shaders.Models;
using Compiled.Shaders.Tests.Programs;

namespace Compiled.Shaders.Tests.Training;

/// <summary>Each optimizer, limit and constraint: ten steps on the device are those on the processor, weights and memory.</summary>
[Collection(DeviceFixture.Collection)]
public class OptimizerTests
{
    private const int Steps = 10;

    // Kinks of L1 and of constraints, and divisions by what is nearly nothing, make more of a rounding than a network does.
    private const float Tolerance = 1e-3f;

    private static readonly Dictionary<string, Func<Optimizer>> _optimizers = new()
    {
        ["SGD"] = () => new SGD(0.1f) { ClipValue = 0.01f },
        ["Momentum"] = () => new SGD(0.05f) { Momentum = 0.9f },
        ["Nesterov"] = () => new SGD(0.05f) { Momentum = 0.9f, Nesterov = true },
        ["RMSprop"] = () => new RMSprop(0.003f),
        ["RMSprop centered, with momentum"] = () => new RMSprop(0.003f) { Centered = true, Momentum = 0.5f, Epsilon = 1e-4f },
        ["RMSprop with momentum"] = () => new RMSprop(0.003f) { Momentum = 0.5f },
        ["Adagrad"] = () => new Adagrad(0.03f),
        ["Adadelta"] = () => new Adadelta(1f),
        ["Adam"] = () => new Adam(0.003f),
        ["AMSGrad"] = () => new Adam(0.003f) { AMSGrad = true },
        ["AdamW"] = () => new AdamW(0.003f),
        ["Adamax"] = () => new Adamax(0.003f),
        ["Nadam"] = () => new Nadam(0.003f),
        ["Ftrl"] = () => new Ftrl(0.05f) { L1 = 0.001f, L2 = 0.01f, Beta = 0.1f, L2Shrinkage = 0.01f },
        ["Ftrl of another power"] = () => new Ftrl(0.05f) { LearningRatePower = -0.7f },
        ["Lion"] = () => new Lion(0.0003f),
        ["ClipNorm"] = () => new SGD(0.1f) { ClipNorm = 0.05f },
        ["GlobalClipNorm"] = () => new Adam(0.003f) { GlobalClipNorm = 0.2f },
        ["Groups, decay and schedule"] = () => new AdamW(new ExponentialDecay(0.003f, 5, 0.5f)) { GroupLearningRates = { ["slow"] = 0.0001f }, ExcludeFromWeightDecay = parameter => parameter.Role == "bias" },
    };

    public static TheoryData<string> Names => [.. _optimizers.Keys];

    [DeviceTheory]
    [MemberData(nameof(Names))]
    public void A_training_goes_the_way_of_the_processor(string name)
    {
        using var expected = new Trained(seed: 5);
        using var actual = new Trained(seed: 5, TestDevice.Found);
        Train(expected, _optimizers[name]());
        Train(actual, _optimizers[name]());
        Assert.Equal(Steps, actual.Step);
        foreach ((ModelWeight weight, ModelWeight other) in expected.Weights.Zip(actual.Weights).Where(pair => IsSettled(pair.First.Name)))
        {
            Comparison.Same($"{name}, {weight.Name}", weight.ToArray(), other.ToArray(), Tolerance);
        }

        foreach ((OptimizerState state, OptimizerState other) in expected.Optimizer!.States.Zip(actual.Optimizer!.States).Where(pair => IsSettled(pair.First.Name)))
        {
            Comparison.Same($"{name}, {state.Name}", state.Values, other.Values, Tolerance);
        }
    }

    /// <summary>
    /// The bias before a batch normalization has no gradient but rounding errors, of which adaptive rules make whole steps; the moving mean follows it.
    /// </summary>
    private static bool IsSettled(string name) => !name.EndsWith("dense/bias", StringComparison.Ordinal) && !name.EndsWith("moving_mean", StringComparison.Ordinal);

    [DeviceFact]
    public void A_rate_of_zero_moves_nothing()
    {
        using var model = new Perceptron(3, TestDevice.Found) { Optimizer = new Ftrl(0f) };
        float[][] before = model.GetWeights();
        model.TrainOnBatch(Comparison.RandomBatch(model, 5, 1, classes: 10));
        Assert.Equal(before, model.GetWeights());
    }

    /// <summary>
    /// The norm of all gradients is summed in more parts than that of the first weight, in the same memory: the parts of one limit are nothing to the next.
    /// Limits and rates are such that each step moves a weight by a length of one.
    /// </summary>
    [DeviceFact]
    public void Limits_that_take_turns_leave_one_another_nothing()
    {
        using var expected = new WideProduct(seed: 5);
        using var actual = new WideProduct(seed: 5, TestDevice.Found);
        foreach (Model model in new Model[] { expected, actual })
        {
            foreach (bool isGlobal in new[] { false, true, false })
            {
                model.Optimizer = isGlobal ? new SGD(100f) { GlobalClipNorm = 0.01f } : new SGD(100f) { ClipNorm = 0.01f };
                model.TrainOnBatch(Comparison.RandomBatch(model, 5, seed: 1));
            }
        }

        foreach ((ModelWeight weight, ModelWeight other) in expected.Weights.Zip(actual.Weights))
        {
            Comparison.Same(weight.Name, weight.ToArray(), other.ToArray(), Tolerance);
        }
    }

    private static void Train(Model model, Optimizer optimizer)
    {
        model.Optimizer = optimizer;
        for (int step = 0; step < Steps; step++)
        {
            model.TrainOnBatch(Comparison.RandomBatch(model, 37, step));
        }
    }
}
