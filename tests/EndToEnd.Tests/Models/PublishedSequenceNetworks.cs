namespace Compiled.EndToEnd.Tests;

/// <summary>The next word of a text (A. Fandango, "Mastering TensorFlow 1.x", 2018, chapter 7), which no sample trains: 254,513 parameters.</summary>
[Model(Loss = Loss.CategoricalCrossentropy)]
[Input(5, 1)]
[LSTM(128)]
[Dense(1457, Activation = Activation.Softmax)]
public partial class WordGenerator;
