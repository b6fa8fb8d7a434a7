using Compiled;

namespace Peers.Networks;

[Model(Loss = Loss.SparseCategoricalCrossentropy)]
[Input(40, 128)]
[LSTM(128)]
[Dense(10, Activation = Activation.Softmax)]
internal sealed partial class LstmClassifier;

[Model(Loss = Loss.SparseCategoricalCrossentropy)]
[Input(40, 128)]
[GRU(128)]
[Dense(10, Activation = Activation.Softmax)]
internal sealed partial class GruClassifier;

[Model(Loss = Loss.BinaryCrossentropy)]
[Input(64)]
[Embedding(Workload.Vocabulary, 128)]
[LSTM(64)]
[Dense(1, Activation = Activation.Sigmoid)]
internal sealed partial class TextClassifier;
