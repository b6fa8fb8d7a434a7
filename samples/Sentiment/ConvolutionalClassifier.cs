using Compiled;

namespace Sentiment;

/// <summary>
/// A convolution over word vectors that are learnt with it (A. Gulli and S. Pal, "Deep Learning with Keras", 2017, chapter 5): each of 256 filters looks
/// for a phrase of three words and tells how well it found it; 308,970 parameters.
/// </summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
[Input(Length)]
[Embedding(Vocabulary, 100)]
[SpatialDropout1D(0.2)]
[Conv1D(256, 3, Activation = Activation.Relu)]
[GlobalMaxPooling1D]
[Dense(2, Activation = Activation.Softmax)]
public partial class ConvolutionalClassifier
{
    /// <summary>The words of the longest sentence.</summary>
    public const int Length = 42;

    /// <summary>The published number of words, and one for padding.</summary>
    public const int Vocabulary = 2314;
}
