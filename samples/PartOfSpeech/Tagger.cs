using Compiled;

namespace PartOfSpeech;

/// <summary>
/// One tag for each word. The published network (A. Gulli and S. Pal, "Deep Learning with Keras", 2017, chapter 6) writes down the tags from a single memory
/// of the sentence, and counts padding as words told rightly; this one, of the same layers, reads the sentence in both directions, gives each word's tag
/// where it stands, and leaves padding out of loss and accuracy; 720,686 parameters.
/// </summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
[Input(Sentences.Length)]
[Embedding(Sentences.Vocabulary, 128, MaskZero = true)]
[SpatialDropout1D(0.2)]
[GRU(64, ReturnSequences = true, Bidirectional = Bidirectional.Concat, Dropout = 0.2, RecurrentDropout = 0.2)]
[Dense(Sentences.Tags, Activation = Activation.Softmax)]
public partial class Tagger;
