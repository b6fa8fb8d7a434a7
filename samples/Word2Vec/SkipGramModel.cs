using System.Numerics.Tensors;
using Compiled;
using static Compiled.Ops;

namespace Word2Vec;

/// <summary>
/// Skip-grams with made-up pairs (Mikolov et al. 2013), as "Mastering TensorFlow 1.x" (A. Fandango, 2018) writes them in Keras: whether a word stands near another, from
/// the product of their vectors; 10,240,002 parameters.
/// </summary>
[Model(Loss = Loss.BinaryCrossentropy, Metrics = [Metric.Accuracy])]
public partial class SkipGramModel
{
    public const int Length = 512;

    [Embedding(Vocabulary.Size, Length)]
    private partial Tensor<float> Word(Tensor<int> id);

    [Embedding(Vocabulary.Size, Length)]
    private partial Tensor<float> Context(Tensor<int> id);

    [Dense(1, Activation = Activation.Sigmoid)]
    private partial Tensor<float> IsNear(Tensor<float> product);

    public Tensor<float> Forward([Shape(1)] Tensor<int> word, [Shape(1)] Tensor<int> context) =>
        IsNear(Sum(Word(word) * Context(context), [2]));
}
