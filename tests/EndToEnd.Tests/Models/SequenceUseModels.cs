namespace Compiled.EndToEnd.Tests;

/// <summary>The next token after each, of texts of any length; goes on where the text before ended.</summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy)]
[Input(Length.Any, MaxLength = 12)]
[Embedding(6, 4)]
[LSTM(5, ReturnSequences = true, Stateful = true)]
[GRU(4, ReturnSequences = true, Stateful = true)]
[Dense(6, Activation = Activation.Softmax)]
public partial class TokenWriter;

/// <summary>Texts of five tokens.</summary>
[Model(Loss = Loss.BinaryCrossentropy)]
[Input(5)]
[Embedding(6, 4)]
[GRU(3)]
[Dense(1, Activation = Activation.Sigmoid)]
public partial class FiveTokens;
