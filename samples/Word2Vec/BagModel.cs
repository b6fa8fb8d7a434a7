using Compiled;

namespace Word2Vec;

/// <summary>
/// A continuous bag of words (Mikolov et al. 2013): a word from the mean of the vectors around it. Training tells the word from 64 others by noise-contrastive
/// estimation; evaluation is over all words. The biases begin at −ln 10,000, where every word is as likely as another: what estimation learns are logarithms of
/// probabilities, and nothing else makes these sum to one.
/// </summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy)]
[Input(2 * Vocabulary.Window)]
[Embedding(Vocabulary.Size, Length)]
[GlobalAveragePooling1D]
[NoiseContrastiveEstimation(Vocabulary.Size, Negatives = 64, KernelInitializer = Initializer.TruncatedNormal, KernelInitializerScale = 0.05, BiasInitializer = Initializer.Constant, BiasInitializerValue = -9.21)]
public partial class BagModel
{
    public const int Length = 128;
}
