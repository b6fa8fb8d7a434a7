using System.Numerics.Tensors;
using static Compiled.Ops;

namespace Compiled.Shaders.Models;

/// <summary>Operators that layers reach in second derivatives only, or one way only.</summary>
[Model(Loss = Loss.MeanSquaredError, InputGradients = true)]
public partial class RareOperators
{
    [Dense(3)]
    private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(5, 7, 2)] Tensor<float> x)
    {
        Tensor<float> largest = MaxPooling(x, [3, 2], [2, 1], [1, 0], [0, 1]);
        Tensor<float> selected = MaxPoolingSelection(x, largest, x * x, [3, 2], [2, 1], [1, 0], [0, 1]);
        Tensor<float> larger = Resize(selected, [4, 11], true);
        Tensor<float> smaller = Resize(x, [2, 3], true) + Resize(x, [2, 3], false);
        Tensor<float> back = ResizeGradient(x, [3, 9], true) + ResizeGradient(x, [3, 9], false);
        return Output(Concatenate(Flatten(larger), Flatten(Reverse(smaller, 1)), Flatten(Reverse(back, 2))));
    }
}
