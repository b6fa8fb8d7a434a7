using Compiled;

namespace Sentiment;

/// <summary>Long short-term memory that reads word vectors one by one (the same book, chapter 6); 305,729 parameters.</summary>
[Model(Loss = Loss.BinaryCrossentropy, Metrics = [Metric.Accuracy])]
[Input(Length)]
[Embedding(Vocabulary, 128)]
[SpatialDropout1D(0.2)]
[LSTM(64, Dropout = 0.2, RecurrentDropout = 0.2)]
[Dense(1, Activation = Activation.Sigmoid)]
public partial class RecurrentClassifier
{
    /// <summary>Longer sentences lose their first words.</summary>
    public const int Length = 40;

    /// <summary>The 2,000 most frequent words, one for all others, and one for padding.</summary>
    public const int Vocabulary = 2002;
}
