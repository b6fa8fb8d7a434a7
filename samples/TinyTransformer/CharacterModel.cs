using System.Numerics.Tensors;
using Compiled;

namespace TinyTransformer;

/// <summary>
/// A decoder of characters after Vaswani et al., "Attention Is All You Need" (2017): from each step of a window, which sees the steps up to itself, the
/// probabilities of the character behind it.
/// </summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy)]
public partial class CharacterModel
{
    /// <summary>The characters that the network looks at.</summary>
    public const int Window = 64;

    /// <summary>The different characters of the plays.</summary>
    public const int Characters = 65;

    private partial TransformerBlock First { get; }

    private partial TransformerBlock Second { get; }

    private partial TransformerBlock Third { get; }

    [Embedding(Characters, TransformerBlock.Width)]
    [PositionalEmbedding(Window)]
    private partial Tensor<float> Read(Tensor<int> characters);

    [LayerNormalization]
    [Dense(Characters, Activation = Activation.Softmax)]
    private partial Tensor<float> Next(Tensor<float> x);

    public Tensor<float> Forward([Shape(Window)] Tensor<int> characters) =>
        Next(Third.Forward(Second.Forward(First.Forward(Read(characters)))));
}
