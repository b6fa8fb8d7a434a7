using System.Numerics.Tensors;
using Compiled;

namespace TinyTransformer;

/// <summary>
/// A block of a transformer with the normalization in front (Xiong et al., "On Layer Normalization in the Transformer Architecture", 2020): each step looks at itself and
/// those before it, then thinks by itself; both add to what there was.
/// </summary>
[Model]
public partial class TransformerBlock
{
    /// <summary>The length of the vector of a step.</summary>
    public const int Width = 96;

    [LayerNormalization]
    [MultiHeadAttention(4, Width / 4, UseCausalMask = true)]
    private partial Tensor<float> Look(Tensor<float> x);

    [LayerNormalization]
    [Dense(4 * Width, Activation = Activation.Gelu)]
    [Dense(Width)]
    private partial Tensor<float> Think(Tensor<float> x);

    public Tensor<float> Forward([Shape(CharacterModel.Window, Width)] Tensor<float> x)
    {
        Tensor<float> seen = x + Look(x);
        return seen + Think(seen);
    }
}
