using System.Numerics.Tensors;

namespace Compiled.EndToEnd.Tests;

// Each merge of two branches with weights of their own.

[Model(Loss = Loss.MeanSquaredError)]
public partial class AddModel
{
    [Dense(4, Activation = Activation.Tanh)]
    private partial Tensor<float> Left(Tensor<float> x);

    [Dense(4, Activation = Activation.Tanh)]
    private partial Tensor<float> Right(Tensor<float> x);

    [Add]
    private partial Tensor<float> Merge(Tensor<float> left, Tensor<float> right);

    [Dense(2)]
    private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(3)] Tensor<float> first, [Shape(5)] Tensor<float> second) => Output(Merge(Left(first), Right(second)));
}

[Model(Loss = Loss.MeanSquaredError)]
public partial class SubtractModel
{
    [Dense(4, Activation = Activation.Tanh)]
    private partial Tensor<float> Left(Tensor<float> x);

    [Dense(4, Activation = Activation.Tanh)]
    private partial Tensor<float> Right(Tensor<float> x);

    [Subtract]
    private partial Tensor<float> Merge(Tensor<float> left, Tensor<float> right);

    [Dense(2)]
    private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(3)] Tensor<float> first, [Shape(5)] Tensor<float> second) => Output(Merge(Left(first), Right(second)));
}

[Model(Loss = Loss.MeanSquaredError)]
public partial class MultiplyModel
{
    [Dense(4, Activation = Activation.Tanh)]
    private partial Tensor<float> Left(Tensor<float> x);

    [Dense(4, Activation = Activation.Tanh)]
    private partial Tensor<float> Right(Tensor<float> x);

    [Multiply]
    private partial Tensor<float> Merge(Tensor<float> left, Tensor<float> right);

    [Dense(2)]
    private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(3)] Tensor<float> first, [Shape(5)] Tensor<float> second) => Output(Merge(Left(first), Right(second)));
}

[Model(Loss = Loss.MeanSquaredError)]
public partial class AverageModel
{
    [Dense(4, Activation = Activation.Tanh)]
    private partial Tensor<float> Left(Tensor<float> x);

    [Dense(4, Activation = Activation.Tanh)]
    private partial Tensor<float> Right(Tensor<float> x);

    [Average]
    private partial Tensor<float> Merge(Tensor<float> left, Tensor<float> right);

    [Dense(2)]
    private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(3)] Tensor<float> first, [Shape(5)] Tensor<float> second) => Output(Merge(Left(first), Right(second)));
}

[Model(Loss = Loss.MeanSquaredError)]
public partial class MaximumModel
{
    [Dense(4, Activation = Activation.Tanh)]
    private partial Tensor<float> Left(Tensor<float> x);

    [Dense(4, Activation = Activation.Tanh)]
    private partial Tensor<float> Right(Tensor<float> x);

    [Maximum]
    private partial Tensor<float> Merge(Tensor<float> left, Tensor<float> right);

    [Dense(2)]
    private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(3)] Tensor<float> first, [Shape(5)] Tensor<float> second) => Output(Merge(Left(first), Right(second)));
}

[Model(Loss = Loss.MeanSquaredError)]
public partial class MinimumModel
{
    [Dense(4, Activation = Activation.Tanh)]
    private partial Tensor<float> Left(Tensor<float> x);

    [Dense(4, Activation = Activation.Tanh)]
    private partial Tensor<float> Right(Tensor<float> x);

    [Minimum]
    private partial Tensor<float> Merge(Tensor<float> left, Tensor<float> right);

    [Dense(2)]
    private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(3)] Tensor<float> first, [Shape(5)] Tensor<float> second) => Output(Merge(Left(first), Right(second)));
}

[Model(Loss = Loss.MeanSquaredError)]
public partial class ConcatenateModel
{
    [Dense(4, Activation = Activation.Tanh)]
    private partial Tensor<float> Left(Tensor<float> x);

    [Dense(4, Activation = Activation.Tanh)]
    private partial Tensor<float> Right(Tensor<float> x);

    [Concatenate]
    private partial Tensor<float> Merge(Tensor<float> left, Tensor<float> right);

    [Dense(2)]
    private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(3)] Tensor<float> first, [Shape(5)] Tensor<float> second) => Output(Merge(Left(first), Right(second)));
}

[Model(Loss = Loss.MeanSquaredError)]
public partial class DotModel
{
    [Dense(4, Activation = Activation.Tanh)]
    private partial Tensor<float> Left(Tensor<float> x);

    [Dense(4, Activation = Activation.Tanh)]
    private partial Tensor<float> Right(Tensor<float> x);

    [Dot(1, Normalize = true)]
    private partial Tensor<float> Merge(Tensor<float> left, Tensor<float> right);

    [Dense(2)]
    private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(3)] Tensor<float> first, [Shape(5)] Tensor<float> second) => Output(Merge(Left(first), Right(second)));
}
