using System.Numerics.Tensors;
using static Compiled.Ops;

namespace Compiled.EndToEnd.Tests;

/// <summary>Words of four kinds, in sequences padded to four.</summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
[Input(4)]
[Embedding(6, 3, MaskZero = true)]
[LSTM(3, ReturnSequences = true, Bidirectional = Bidirectional.Concat)]
[Dense(4, Activation = Activation.Softmax, KernelL2 = 0.01)]
public partial class ShortTagger;

/// <summary>The same, padded to nine.</summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
[Input(9)]
[Embedding(6, 3, MaskZero = true)]
[LSTM(3, ReturnSequences = true, Bidirectional = Bidirectional.Concat)]
[Dense(4, Activation = Activation.Softmax, KernelL2 = 0.01)]
public partial class LongTagger;

[Model(Loss = Loss.MeanSquaredError, Metrics = [Metric.MeanAbsoluteError, Metric.RootMeanSquaredError, Metric.CosineSimilarity])]
[Input(4)]
[Embedding(6, 3, MaskZero = true)]
[Dense(2, Activation = Activation.Tanh)]
public partial class ShortRegression;

[Model(Loss = Loss.MeanSquaredError, Metrics = [Metric.MeanAbsoluteError, Metric.RootMeanSquaredError, Metric.CosineSimilarity])]
[Input(9)]
[Embedding(6, 3, MaskZero = true)]
[Dense(2, Activation = Activation.Tanh)]
public partial class LongRegression;

/// <summary>The loss and a metric of ShortRegression as methods with a value for each step, and the longest error of a sample beside them.</summary>
[Model(CustomLoss = nameof(Squares), CustomMetrics = [nameof(Distance), nameof(Largest)])]
[Input(4)]
[Embedding(6, 3, MaskZero = true)]
[Dense(2, Activation = Activation.Tanh)]
public partial class ShortCustomRegression
{
    private static Tensor<float> Squares(Tensor<float> target, Tensor<float> predictions) => Mean(Square(target - predictions), -1);

    private static Tensor<float> Distance(Tensor<float> target, Tensor<float> predictions) => Mean(Abs(target - predictions), -1);

    private static Tensor<float> Largest(Tensor<float> target, Tensor<float> predictions) => Max(Mask(predictions) * Max(Abs(target - predictions), -1), -1);
}

/// <summary>An answer for each word, and one for the sentence.</summary>
[Model]
[Output("Tags", Loss = Loss.SparseCategoricalCrossentropy, LossWeight = 0.7f, Metrics = [Metric.Accuracy])]
[Output("Praise", Loss = Loss.BinaryCrossentropy, LossWeight = 0.3f, Metrics = [Metric.Accuracy])]
public partial class TaggerAndJudge
{
    [Embedding(6, 3, MaskZero = true)]
    private partial Tensor<float> Words(Tensor<int> ids);

    [LSTM(3, ReturnSequences = true)]
    private partial Tensor<float> Read(Tensor<float> x);

    [Dense(4, Activation = Activation.Softmax, KernelL2 = 0.1)]
    private partial Tensor<float> Classes(Tensor<float> x);

    [GlobalAveragePooling1D]
    private partial Tensor<float> Average(Tensor<float> x);

    [Dense(1, Activation = Activation.Sigmoid)]
    private partial Tensor<float> Answer(Tensor<float> x);

    public (Tensor<float> Tags, Tensor<float> Praise) Forward([Shape(4)] Tensor<int> ids)
    {
        Tensor<float> read = Read(Words(ids));
        return (Classes(read), Answer(Average(read)));
    }
}

/// <summary>Padding counts in no loss and no metric, however much of it there is and however it is spread over batches.</summary>
public sealed class MaskTests
{
    private static readonly int[][] _sentences = [[3, 1, 2, 5], [4], [1, 1, 4], [5, 2], [2, 3, 3], [5], [4, 4, 1, 2]];

    private static readonly float[] _sampleWeights = [1, 0.5f, 2, 1, 0, 1.5f, 1];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void More_padding_changes_neither_loss_nor_metrics(bool weighted)
    {
        EvaluateOptions options = new() { BatchSize = 3, WeightedMetrics = weighted, SampleWeights = weighted ? _sampleWeights : null };
        using var few = new ShortTagger(seed: 1);
        using var many = new LongTagger(seed: 2);
        many.SetWeights(few.GetWeights());
        AssertSame(few.Evaluate([Ids(4)], [Labels(4)], options), many.Evaluate([Ids(9)], [Labels(9)], options));

        using var fewNumbers = new ShortRegression(seed: 1);
        using var manyNumbers = new LongRegression(seed: 2);
        manyNumbers.SetWeights(fewNumbers.GetWeights());
        AssertSame(fewNumbers.Evaluate([Ids(4)], [Numbers(4)], options), manyNumbers.Evaluate([Ids(9)], [Numbers(9)], options));
    }

    /// <summary>Methods with a value for each step count as built-in losses and metrics do, in training too; one with a value a sample asks for the mask.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Losses_and_metrics_of_ones_own_count_the_same_steps(bool weighted)
    {
        EvaluateOptions options = new() { BatchSize = 3, WeightedMetrics = weighted, SampleWeights = weighted ? _sampleWeights : null };
        using var builtIn = new ShortRegression(seed: 1) { Optimizer = new SGD(0.5f) };
        using var own = new ShortCustomRegression(seed: 1) { Optimizer = new SGD(0.5f) };
        own.SetWeights(builtIn.GetWeights());
        for (int epoch = 0; epoch < 2; epoch++)
        {
            Evaluation expected = builtIn.Evaluate([Ids(4)], [Numbers(4)], options), actual = own.Evaluate([Ids(4)], [Numbers(4)], options);
            Assert.Equal(expected.Loss, actual.Loss, 1e-6);
            Assert.Equal(expected["mean_absolute_error"], actual["distance"], 1e-6);
            FitOptions fit = new() { Epochs = 1, BatchSize = 3, Shuffle = false, Verbose = Verbosity.Silent };
            builtIn.Fit([Ids(4)], [Numbers(4)], fit);
            own.Fit([Ids(4)], [Numbers(4)], fit);
        }

        Close.Equal(builtIn.GetWeights()[1], own.GetWeights()[1], 1e-6f, 1e-5f, "weights after training");

        // Padding has targets of its own, which must be no one's largest error.
        float[] predictions = own.Predict(Ids(4)), numbers = Numbers(4);
        double largest = Enumerable.Range(0, 7).Average(sentence => Enumerable.Range(0, 28 * 2)
            .Where(i => i / 8 == sentence && i / 2 % 4 < _sentences[sentence].Length)
            .Max(i => Math.Abs(numbers[i] - predictions[i])));
        Assert.Equal(largest, own.Evaluate([Ids(4)], [Numbers(4)])["largest"], 1e-5);
    }

    /// <summary>Batches of 1 have 1 to 4 words, a batch of 7 has 18: both are the mean over 18 words, worked out here from the predictions.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Loss_and_accuracy_are_means_over_all_words(int batchSize)
    {
        using var model = new ShortTagger(seed: 3);
        float[] predictions = model.Predict(Ids(4));
        double loss = 0, right = 0;
        int words = 0;
        for (int sentence = 0; sentence < _sentences.Length; sentence++)
        {
            for (int step = 0; step < _sentences[sentence].Length; step++, words++)
            {
                ReadOnlySpan<float> row = predictions.AsSpan(((sentence * 4) + step) * 4, 4);
                int label = _sentences[sentence][step] % 4;
                loss -= Math.Log(row[label]);
                right += TensorPrimitives.IndexOfMax(row) == label ? 1 : 0;
            }
        }

        double penalty = 0.01 * model.Layers["dense"]["kernel"].ToArray().Sum(w => (double)w * w);
        Evaluation result = model.Evaluate([Ids(4)], [Labels(4)], new() { BatchSize = batchSize });
        Assert.Equal(18, words);
        Assert.Equal((loss / words) + penalty, result.Loss, 1e-5);
        Assert.Equal(right / words, result["accuracy"], 1e-6);

        // With a rate of 0 the weights stay, so that the history is an evaluation.
        History history = model.Fit([Ids(4)], [Labels(4)], new() { Epochs = 1, BatchSize = batchSize, Optimizer = new SGD(0), Verbose = Verbosity.Silent });
        Assert.Equal((loss / words) + penalty, history["loss"][0], 1e-5);
        Assert.Equal(right / words, history["accuracy"][0], 1e-6);
    }

    /// <summary>One output counts by words, the other by sentences: the total is their weighted sum, however batches cut the sentences.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Outputs_count_by_what_they_speak_of(int batchSize)
    {
        using var model = new TaggerAndJudge(seed: 4);
        float[] praise = [1, 0, 0, 1, 1, 0, 1];
        Evaluation whole = model.Evaluate([Ids(4)], [Labels(4), praise], new() { BatchSize = 7 });
        AssertSame(whole, model.Evaluate([Ids(4)], [Labels(4), praise], new() { BatchSize = batchSize }));
        double penalty = 0.1 * model.Layers["classes"]["kernel"].ToArray().Sum(w => (double)w * w);
        Assert.Equal((0.7 * whole["Tags_loss"]) + (0.3 * whole["Praise_loss"]) + penalty, whole.Loss, 1e-5);
    }

    /// <summary>Steps of training on more padding are the same steps.</summary>
    [Fact]
    public void More_padding_changes_no_training()
    {
        using var few = new ShortTagger(seed: 1);
        using var many = new LongTagger(seed: 1);
        many.SetWeights(few.GetWeights());
        foreach ((Model model, int steps) in new (Model, int)[] { (few, 4), (many, 9) })
        {
            model.Fit(
                new MemoryDataset([new("ids", [steps], ElementKind.Int32)], [Ids(steps)], [new("labels", [steps], ElementKind.Int32)], [Labels(steps)]),
                new() { Epochs = 5, BatchSize = 3, Shuffle = false, Optimizer = new SGD(0.5f), Verbose = Verbosity.Silent });
        }

        foreach ((float[] expected, float[] actual) in few.GetWeights().Zip(many.GetWeights()))
        {
            Close.Equal(expected, actual, 1e-6f, 1e-5f, "weights after training");
        }
    }

    [Theory]
    [InlineData(6)]
    [InlineData(-1)]
    [InlineData(int.MaxValue)]
    public void An_id_without_a_row_is_named(int id)
    {
        using var model = new ShortTagger(seed: 1);
        using PredictionContext context = model.CreateContext();
        int[] ids = Ids(4), labels = Labels(4);
        ids[(5 * 4) + 2] = id;
        float[] predictions = new float[7 * 16];
        float[][] before = model.GetWeights();
        foreach (Action use in new Action[]
        {
            () => model.Predict(ids),
            () => model.PredictAll(ids),
            () => context.Predict(ids, predictions),
            () => model.Evaluate([ids], [labels]),
            () => model.Fit([ids], [labels], new() { Verbose = Verbosity.Silent, Shuffle = false }),
        })
        {
            string message = Assert.Throws<ArgumentException>(use).Message;
            Assert.All((string[])["ShortTagger", "'input'", "sample 5", "step 2", $"is {id}", "6 ids 0 to 5"], part => Assert.Contains(part, message));
        }

        Assert.Equal(before, model.GetWeights());
        Assert.All(predictions, p => Assert.Equal(0, p));
    }

    [Fact]
    public void Ids_given_as_floats_are_refused()
    {
        using var model = new ShortTagger(seed: 1);
        Assert.Contains("takes integers", Assert.Throws<ArgumentException>(() => model.Predict(new float[4])).Message);
        Assert.Contains("integers", Assert.Throws<ArgumentException>(() => model.Fit([new float[4]], [new int[4]])).Message);
        Assert.Contains("integers", Assert.Throws<ArgumentException>(() => model.Evaluate([new float[4]], [new int[4]])).Message);
    }

    private static void AssertSame(Evaluation expected, Evaluation actual)
    {
        Assert.Equal(expected.Names, actual.Names);
        Assert.All(expected.Names, name => Assert.Equal(expected[name], actual[name], 1e-6));
    }

    /// <summary>Padded behind to 4; to 9 before and behind.</summary>
    private static int[] Ids(int steps) => [.. _sentences.SelectMany((sentence, i) => Padded(sentence, steps, i))];

    private static int[] Labels(int steps) => [.. Ids(steps).Select(id => id % 4)];

    private static float[] Numbers(int steps) => [.. Ids(steps).SelectMany(id => new[] { id / 6f, id == 0 ? 9f : -id / 3f })];

    private static int[] Padded(int[] sentence, int steps, int number)
    {
        int[] padded = new int[steps];
        sentence.CopyTo(padded, steps == 4 ? 0 : number % (steps - sentence.Length + 1));
        return padded;
    }
}
