using System.Numerics.Tensors;
using Compiled;
using static Compiled.Ops;

namespace WideAndDeep;

/// <summary>
/// Wide and deep (Cheng et al. 2016): simple patterns go straight to the output, complicated ones through two hidden layers.
/// The auxiliary output makes the deep part learn something useful on its own.
/// </summary>
[Model(Loss = Loss.MeanSquaredError)]
[Output("Main", LossWeight = 0.9)]
[Output("Auxiliary", LossWeight = 0.1)]
public partial class HousePrice
{
    [Dense(30, Activation = Activation.Relu)]
    private partial Tensor<float> Hidden1(Tensor<float> x);

    [Dense(30, Activation = Activation.Relu)]
    private partial Tensor<float> Hidden2(Tensor<float> x);

    [Dense(1)]
    private partial Tensor<float> MainOutput(Tensor<float> x);

    [Dense(1)]
    private partial Tensor<float> AuxiliaryOutput(Tensor<float> x);

    public (Tensor<float> Main, Tensor<float> Auxiliary) Forward([Shape(5)] Tensor<float> wide, [Shape(6)] Tensor<float> deep)
    {
        Tensor<float> hidden = Hidden2(Hidden1(deep));
        return (MainOutput(Concatenate(wide, hidden)), AuxiliaryOutput(hidden));
    }
}
