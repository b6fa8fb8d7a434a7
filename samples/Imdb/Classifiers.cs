using Compiled;

namespace Imdb;

// Word vectors that are learnt, read by long short-term memory (F. Chollet, "Deep Learning with Python", 2018, chapter 6).

/// <summary>Reads a review from its beginning; 328,353 parameters.</summary>
[Model(Loss = Loss.BinaryCrossentropy, Metrics = [Metric.Accuracy])]
[Input(Reviews.Length)]
[Embedding(Reviews.Vocabulary, 32)]
[LSTM(32)]
[Dense(1, Activation = Activation.Sigmoid)]
public partial class LstmClassifier;

/// <summary>A second memory reads the review from its end; 336,705 parameters.</summary>
[Model(Loss = Loss.BinaryCrossentropy, Metrics = [Metric.Accuracy])]
[Input(Reviews.Length)]
[Embedding(Reviews.Vocabulary, 32)]
[LSTM(32, Bidirectional = Bidirectional.Concat)]
[Dense(1, Activation = Activation.Sigmoid)]
public partial class BidirectionalClassifier;
