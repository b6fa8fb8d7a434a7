using System.Numerics.Tensors;
using static Compiled.Ops;

namespace Compiled.EndToEnd.Tests;

/// <summary>A sequence that attends to itself, in a stack.</summary>
[Model(Loss = Loss.MeanSquaredError)]
[Input(5, 4)]
[PositionalEmbedding(6)]
[MultiHeadAttention(2, 3, UseCausalMask = true, Dropout = 0.2)]
[LayerNormalization]
[SinusoidalPositions(MaxWavelength = 50)]
[Attention(UseScale = true)]
[AdditiveAttention(UseCausalMask = true)]
[Dense(2)]
public partial class SelfAttentionModel;

/// <summary>An answer that looks at a question, with the weights of each look as a further result.</summary>
[Model(Loss = Loss.MeanSquaredError)]
public partial class CrossAttentionModel
{
    [MultiHeadAttention(2, 3, ValueDim = 2, OutputDim = 6, UseBias = false)]
    private partial (Tensor<float> y, Tensor<float> weights) Look(Tensor<float> query, Tensor<float> value);

    [AdditiveAttention]
    private partial Tensor<float> Align(Tensor<float> query, Tensor<float> value, Tensor<float> key);

    [Dense(2)]
    private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(3, 6)] Tensor<float> answer, [Shape(4, 5)] Tensor<float> question)
    {
        (Tensor<float> seen, Tensor<float> weights) = Look(answer, question);
        return Output(Align(answer + seen, question, MatrixProduct(Mean(weights, [1]), seen, transposeLeft: true)));
    }
}
