using System.Numerics.Tensors;
using static Compiled.Ops;

namespace Compiled.EndToEnd.Tests;

/// <summary>A layer called twice shares its weights.</summary>
[Model(Loss = Loss.MeanSquaredError)]
public partial class SharedLayerModel
{
    [Dense(4, Activation = Activation.Tanh)]
    private partial Tensor<float> Encode(Tensor<float> x);

    [Dense(2)]
    private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(3)] Tensor<float> first, [Shape(3)] Tensor<float> second) => Output(Encode(first) - Encode(second));
}

/// <summary>A method with several layers runs them in order; called twice it shares all their weights.</summary>
[Model(Loss = Loss.MeanSquaredError)]
public partial class StackModel
{
    [Concatenate]
    [Dense(4, UseBias = false)]
    [BatchNormalization(Scale = false)]
    [Activation(Activation.Tanh)]
    [Dense(3)]
    private partial Tensor<float> Block(Tensor<float> value, Tensor<float> other);

    [Dense(2)]
    private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(3)] Tensor<float> first, [Shape(3)] Tensor<float> second) => Output(Block(first, second) - Block(second, first));
}

/// <summary>Locals, operators with scalars, broadcasting, an unrolled loop, a folded if, and a method of the user's own.</summary>
[Model(Loss = Loss.MeanSquaredError)]
public partial class StatementsModel
{
    private const int Repeats = 3;
    private const bool UseResidual = true;

    [Dense(4, Activation = Activation.Tanh)]
    private partial Tensor<float> Hidden(Tensor<float> x);

    [Dense(1, Activation = Activation.Sigmoid)]
    private partial Tensor<float> Gate(Tensor<float> x);

    [Dense(2)]
    private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(4)] Tensor<float> x)
    {
        Tensor<float> state = x;
        for (int i = 0; i < Repeats; i++)
        {
            Tensor<float> next = Hidden(state);
            if (UseResidual)
            {
                next = next + state;
            }

            state = next / (i + 1);
        }

        (Tensor<float> gate, Tensor<float> swished) = (Gate(x), Swish(state, 1.5f));
        return Output((gate * swished) + ((1 - gate) * x));
    }

    private static Tensor<float> Swish(Tensor<float> x, float slope) => x * Sigmoid(slope * x);
}

/// <summary>A layer of the user's own with weights and an option.</summary>
[Layer]
public sealed partial class RadialAttribute(int units) : LayerDefinition
{
    public int Units { get; } = units;

    [Weight("x[-1]", "units", Initializer = Initializer.RandomUniform, InitializerScale = 1)]
    private partial Tensor<float> Centres { get; }

    [Weight("units", Initializer = Initializer.Ones)]
    private partial Tensor<float> Widths { get; }

    public Tensor<float> Forward(Tensor<float> x)
    {
        Tensor<float> distances = ReduceSum(x * x, [-1], true) - (2 * MatMul(x, Centres)) + ReduceSum(Centres * Centres, [0], true);
        return Exp(-distances * Widths);
    }
}

[Model(Loss = Loss.MeanSquaredError)]
[Input(3)]
[Radial(5)]
[Dense(2)]
public partial class CustomLayerModel;

/// <summary>A loss and a metric of the user's own.</summary>
[Model(CustomLoss = nameof(Cubic), CustomMetrics = [nameof(Largest)])]
[Input(3)]
[Dense(4, Activation = Activation.Tanh)]
[Dense(2)]
public partial class CustomLossModel
{
    private static Tensor<float> Cubic(Tensor<float> target, Tensor<float> prediction)
    {
        Tensor<float> error = Abs(target - prediction);
        return Mean(error * error * error, [-1]);
    }

    private static Tensor<float> Largest(Tensor<float> target, Tensor<float> prediction) => ReduceMaximum(Abs(target - prediction), [-1], false);
}

/// <summary>Regularized and constrained weights, each role begun in another way.</summary>
[Model(Loss = Loss.MeanAbsoluteError)]
[Input(4)]
[Dense(5, Activation = Activation.Tanh, KernelInitializer = Initializer.Orthogonal, KernelL2 = 0.01, BiasInitializer = Initializer.Constant, BiasInitializerValue = 0.1)]
[Dense(4, Activation = Activation.Tanh, KernelInitializer = Initializer.HeNormal, KernelL1 = 0.01, BiasL2 = 0.02, ActivityL2 = 0.01)]
[Dense(2, UseBias = false, KernelInitializer = Initializer.LecunUniform)]
public partial class RegularizedModel;

/// <summary>The encoder of a model that another one holds.</summary>
[Model]
[Input(4)]
[Dense(5, Activation = Activation.Tanh)]
[Dense(3, Activation = Activation.Tanh)]
public partial class Encoder;

/// <summary>A model inside a model, called twice.</summary>
[Model(Loss = Loss.MeanSquaredError)]
public partial class NestedModel
{
    public partial Encoder Encoder { get; }

    [Dense(2)]
    private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(4)] Tensor<float> first, [Shape(4)] Tensor<float> second)
        => Output(Encoder.Forward(first) * Encoder.Forward(second));
}

/// <summary>Frozen parts: a layer and a model inside.</summary>
[Model(Loss = Loss.MeanSquaredError)]
public partial class FrozenModel
{
    [Frozen]
    public partial Encoder Encoder { get; }

    [Frozen]
    [Dense(4, Activation = Activation.Tanh)]
    private partial Tensor<float> Fixed(Tensor<float> x);

    [Dense(4, Activation = Activation.Tanh)]
    private partial Tensor<float> Before(Tensor<float> x);

    [Dense(2)]
    private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(4)] Tensor<float> x) => Output(Concatenate(Encoder.Forward(x), Fixed(Before(x))));
}
