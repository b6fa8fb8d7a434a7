using Compiled;

namespace CharacterRnn;

/// <summary>
/// From ten characters the next one (A. Gulli and S. Pal, "Deep Learning with Keras", 2017, chapter 6): a simple recurrent network over one-hot rows;
/// 27,306 parameters.
/// </summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
[Input(Book.Window, Book.Characters)]
[SimpleRNN(128)]
[Dense(Book.Characters, Activation = Activation.Softmax)]
public partial class CharacterModel;
