using System.Numerics.Tensors;
using Compiled;
using static Compiled.Ops;

namespace MemoryNetwork;

/// <summary>
/// A memory network (Weston et al. 2015, in the form of A. Gulli and S. Pal, "Deep Learning with Keras", 2017, chapter 7): each memory tells which word of
/// the question it fits, and a recurrent network reads that, with what the memory says, word by word; 17,838 parameters.
/// </summary>
/// <remarks>
/// As printed, a story was forgotten after each question, so that some questions had no answer; the match was not normalized; and the training file was
/// also the test. The 14 places for words are 14 sentences here: they hold the whole story, and the number of parameters stays the published one.
/// </remarks>
[Model(Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
public partial class MemoryModel
{
    /// <summary>The last sentences of a story.</summary>
    public const int Memories = 14;

    /// <summary>The words of the longest sentence, with its stop.</summary>
    public const int SentenceWords = 7;

    /// <summary>The words of the longest question, with its mark.</summary>
    public const int QuestionWords = 4;

    /// <summary>All words and stops, and one index for padding.</summary>
    public const int Vocabulary = 22;

    [Embedding(Vocabulary, 64)]
    [Dropout(0.3)]
    private partial Tensor<float> Words(Tensor<int> story);

    [Embedding(Vocabulary, QuestionWords)]
    [Dropout(0.3)]
    private partial Tensor<float> Facts(Tensor<int> story);

    [Embedding(Vocabulary, 64)]
    [Dropout(0.3)]
    private partial Tensor<float> Question(Tensor<int> question);

    [LSTM(32)]
    [Dropout(0.3)]
    private partial Tensor<float> Read(Tensor<float> response);

    [Dense(Vocabulary, Activation = Activation.Softmax)]
    private partial Tensor<float> Answer(Tensor<float> x);

    public Tensor<float> Forward([Shape(Memories, SentenceWords)] Tensor<int> story, [Shape(QuestionWords)] Tensor<int> question)
    {
        // A sentence is the sum of its words.
        Tensor<float> memories = Sum(Words(story), 2);
        Tensor<float> facts = Sum(Facts(story), 2);
        Tensor<float> asked = Question(question);

        // The share of each word of the question in each memory: (memories, words).
        Tensor<float> match = Softmax(MatrixProduct(memories, asked, transposeRight: true));
        Tensor<float> response = Transpose(match + facts, 0, 2, 1);
        return Answer(Read(Concatenate(response, asked)));
    }
}
