using System.Numerics.Tensors;
using static Compiled.Ops;

namespace Compiled.EndToEnd.Tests;

// Tables of which look-ups alone read rows, and beside each one whose penalty of next to nothing gives all of its rows a gradient.

[Model(Loss = Loss.MeanSquaredError)]
[Input(4)]
[Embedding(500, 5)]
[Flatten]
[Dense(2)]
public partial class RowsModel;

[Model(Loss = Loss.MeanSquaredError)]
[Input(4)]
[Embedding(500, 5, EmbeddingsL2 = 1e-30)]
[Flatten]
[Dense(2)]
public partial class WholeTableModel;

/// <summary>One table, looked up by two calls.</summary>
[Model(Loss = Loss.MeanSquaredError)]
public partial class SharedRowsModel
{
    [Embedding(500, 5)]
    private partial Tensor<float> Words(Tensor<int> ids);

    [Dense(2)]
    private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(4)] Tensor<int> story, [Shape(4)] Tensor<int> question)
        => Output(Mean(Words(story), 1) - Sum(Words(question), 1));
}

[Model(Loss = Loss.MeanSquaredError)]
public partial class SharedWholeTableModel
{
    [Embedding(500, 5, EmbeddingsL2 = 1e-30)]
    private partial Tensor<float> Words(Tensor<int> ids);

    [Dense(2)]
    private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(4)] Tensor<int> story, [Shape(4)] Tensor<int> question)
        => Output(Mean(Words(story), 1) - Sum(Words(question), 1));
}

/// <summary>Ids of two vocabularies in one input, cut apart; the last one of each sample names no row.</summary>
[Model(Loss = Loss.MeanSquaredError)]
public partial class CutIdsModel
{
    [Embedding(3, 2)]
    private partial Tensor<float> Kinds(Tensor<int> ids);

    [Embedding(6, 2)]
    private partial Tensor<float> Words(Tensor<int> ids);

    [Dense(2)]
    private partial Tensor<float> Output(Tensor<float> x);

    public Tensor<float> Forward([Shape(5)] Tensor<int> ids)
    {
        Tensor<int> words = Concatenate(1, Slice(ids, 1, 3, 1), Reverse(Slice(ids, 1, 1, 2), 1));
        Tensor<float> last = ToFloat(Slice(ids, 1, 4, 1));
        return Output(Concatenate(Flatten(Kinds(Slice(ids, 1, 0, 1))), Flatten(Words(words)), last));
    }
}
