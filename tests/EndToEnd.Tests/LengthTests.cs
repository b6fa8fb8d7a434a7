using System.Numerics.Tensors;

namespace Compiled.EndToEnd.Tests;

/// <summary>One compiled model for sequences of any length up to a declared one.</summary>
public sealed class LengthTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(8)]
    public void Every_length_is_predicted_as_the_interpreter_says(int steps)
    {
        using var series = new AnyLengthModel(seed: 1);
        using var tagger = new AnyLengthTagger(seed: 1);
        using var attention = new AnyLengthAttention(seed: 1);
        using var sentences = new AnySentencesModel(seed: 1);
        foreach (int samples in (int[])[1, 3, 130])
        {
            Tensor<float> text = Tensor.Create(Values(samples * steps * 6, 2), [samples, steps, 3, 2]);
            Close.Equal(TestData.Values(sentences.Interpret(text)), TestData.Values(sentences.Predict(text)), 2e-6f, 2e-5f, "sentences");
            Tensor<float> x = Floats(samples, steps, 3);
            Close.Equal(TestData.Values(series.Interpret(x)), TestData.Values(series.Predict(x)), 2e-6f, 2e-5f, "series");
            Tensor<int> ids = Tensor.Create(Enumerable.Range(0, samples * steps).Select(i => i * 7 % 6).ToArray(), [samples, steps]);
            Tensor<float> tags = tagger.Predict(ids);
            Assert.Equal([samples, steps, 3], tags.Lengths);
            Close.Equal(TestData.Values(tagger.Interpret(ids)), TestData.Values(tags), 2e-6f, 2e-5f, "tags");
            Tensor<float> words = Floats(samples, steps, 4), context = Tensor.Create(Values(samples * 3, 2), [samples, 3]);
            Close.Equal(TestData.Values(attention.Interpret(words, context)), TestData.Values(attention.PredictAll(words, context)[0]), 2e-6f, 2e-5f, "attention");
        }
    }

    [Fact]
    public void A_length_gives_the_bits_of_a_model_made_for_it()
    {
        using var any = new AnyLengthModel(seed: 1) { Optimizer = new SGD(0.1f) };
        using var five = new FiveStepsModel(seed: 1) { Optimizer = new SGD(0.1f) };
        float[] x = Values(6 * 5 * 3, 1), y = Values(6 * 2, 2);
        any.TrainOnBatch(Values(6 * 9 * 3, 3), y);
        five.SetWeights(any.GetWeights());
        Assert.Equal(five.TrainOnBatch(x, y), any.TrainOnBatch(x, y));
        Assert.Equal(five.GetWeights(), any.GetWeights());
        Assert.Equal(five.Predict(x), TestData.Values(any.Predict(Tensor.Create(x, [6, 5, 3]))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public void Training_follows_the_gradient_at_every_length(int steps)
    {
        CheckGradient(seed => new AnyLengthModel(seed), Batch(new AnyLengthModel(1), 4, steps));
        CheckGradient(seed => new AnyLengthTagger(seed), Batch(new AnyLengthTagger(1), 4, steps));
        CheckGradient(seed => new AnyLengthAttention(seed), Batch(new AnyLengthAttention(1), 4, steps));
    }

    [Fact]
    public void Gradients_of_inputs_have_the_length_of_the_batch()
    {
        using var model = new AnyLengthAttention(seed: 1);
        float[][] gradients = model.InputGradients(Batch(model, 4, 7));
        Assert.Equal((4 * 7 * 4, 4 * 3), (gradients[0].Length, gradients[1].Length));
        Assert.Contains(gradients[0], value => value != 0);
    }

    [Fact]
    public void Memory_is_planned_in_samples_and_steps()
    {
        using var model = new AnyLengthModel(seed: 1);
        long At(int samples, int steps) => model.PlanMemory(samples, steps).Workspace;
        long perStep = At(4, 3) - At(4, 2);
        Assert.True(perStep > 0);
        Assert.Equal(At(4, 2) + (10 * perStep), At(4, 12));
        Assert.Equal(At(8, 5) - At(4, 5), At(12, 5) - At(8, 5));
        Assert.Equal(2 * perStep, At(8, 3) - At(8, 2));
        Assert.Equal(model.PlanMemory(4), model.PlanMemory(4, 12));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.PlanMemory(4, 13));
        using var five = new FiveStepsModel(seed: 1);
        Assert.Throws<ArgumentOutOfRangeException>(() => five.PlanMemory(4, 5));
    }

    [Fact]
    public void Batches_of_a_data_set_are_as_long_as_their_longest_sequence()
    {
        int[][] sentences = [[1], [2, 3, 4], [5, 1, 2, 3, 4], [1, 2], [3, 3, 3, 3]];
        int[][] tags = [.. sentences.Select(sentence => sentence.Select(id => id % 3).ToArray())];
        Dataset data = Sequences.Ragged(sentences, tags, new() { Padding = SequenceSide.Post });
        List<int> lengths = [];
        using var model = new AnyLengthTagger(seed: 1) { Optimizer = new Adam(0.02f) };
        using var stepped = new AnyLengthTagger(seed: 1) { Optimizer = new Adam(0.02f) };
        foreach (Batch batch in data.Batches(2))
        {
            lengths.Add(batch.Steps);
            stepped.TrainOnBatch(batch);
        }

        Assert.Equal([3, 5, 4], lengths);
        History history = model.Fit(data, new() { BatchSize = 2, Shuffle = false, Verbose = Verbosity.Silent });
        Assert.Equal(stepped.GetWeights(), model.GetWeights());
        history = model.Fit(data, new() { BatchSize = 2, Epochs = 60, Verbose = Verbosity.Silent });
        Assert.True(history["accuracy"][^1] > 0.9f, $"accuracy {history["accuracy"][^1]}");
        Assert.True(model.Evaluate(data, new() { BatchSize = 3 }).Loss < history["loss"][0]);
    }

    [Fact]
    public void Each_sentence_of_a_data_set_has_predictions_of_its_own_length()
    {
        int[][] sentences = [[1], [2, 3, 4], [5, 1, 2, 3, 4], [1, 2], [3, 3, 3, 3]];
        using var model = new MaskedTagger(seed: 1);
        foreach (SequenceSide side in (SequenceSide[])[SequenceSide.Pre, SequenceSide.Post])
        {
            Dataset data = Sequences.Ragged(sentences, options: new() { Padding = side, BucketBatches = 2 });
            foreach (Tensor<float>[] tags in (Tensor<float>[][])[model.PredictEach(data, 2), model.PredictAllEach(data.Prefetch(), 2)[0]])
            {
                for (int i = 0; i < sentences.Length; i++)
                {
                    Assert.Equal([sentences[i].Length, 3], tags[i].Lengths);
                    Close.Equal(model.Predict(sentences[i]), TestData.Values(tags[i]), 2e-6f, 2e-5f, $"sentence {i}, {side}");
                }
            }
        }

        Tensor<float>[] cut = model.PredictEach(Sequences.Ragged(sentences, options: new() { MaxLength = 2 }).Slice(2, 2));
        Close.Equal(model.Predict([3, 4]), TestData.Values(cut[0]), 2e-6f, 2e-5f, "the end of a long sentence");
        Assert.Contains("PredictEach gives a tensor for each sample", Assert.Throws<NotSupportedException>(() => model.Predict(Sequences.Ragged(sentences))).Message);
        Assert.Contains("Sequences.Ragged", Assert.Throws<ArgumentException>(() => model.PredictAll(sentences)).Message);
    }

    [Fact]
    public void Each_sentence_is_predicted_as_if_it_were_alone_also_backwards()
    {
        int[][] sentences = [[1, 2], [2, 3, 4], [5], [1, 2, 3, 4]];
        using var model = new BackwardReader(seed: 1);
        Tensor<float>[] each = model.PredictEach(Sequences.Ragged(sentences, options: new() { BucketBatches = 1 }), 3);
        for (int i = 0; i < sentences.Length; i++)
        {
            Close.Equal(model.Predict(sentences[i]), TestData.Values(each[i]), 2e-6f, 2e-5f, $"sentence {i}");
        }
    }

    [Fact]
    public void Predictions_of_samples_made_from_sequences_of_different_lengths_come_in_their_order()
    {
        Dataset bags = Sequences.Ragged([[1, 1, 2], [2], [2, 2]], options: new() { BucketBatches = 1 })
            .Map([new TensorSpec("bag", [3])], [], (original, bag) =>
            {
                bag.Input().Clear();
                foreach (int id in original.IntegerInput())
                {
                    bag.Input()[id]++;
                }
            });
        using var model = new BagReader(seed: 1);
        float[] predictions = model.Predict(bags, 3);
        Close.Equal([.. model.Predict([0f, 2, 1]), .. model.Predict([2f, 0, 1]), .. model.Predict([1f, 0, 2])], predictions, 1e-6f, 1e-5f, "bags");
    }

    [Fact]
    public void Predictions_of_data_in_the_order_of_their_lengths_come_in_the_order_of_the_data()
    {
        float[][,] series = [.. new[] { 5, 1, 4, 2, 3 }.Select((steps, i) => new float[steps, 3])];
        for (int i = 0; i < series.Length; i++)
        {
            series[i][0, 0] = i + 1;
        }

        using var model = new AnyLengthModel(seed: 1);
        Dataset data = Sequences.Ragged(series, options: new() { BucketBatches = 5 });
        float[] together = model.Predict(data, 1);
        Tensor<float>[] each = model.PredictEach(data.Map(_ => { }), 1);
        for (int i = 0; i < series.Length; i++)
        {
            float[] alone = model.Predict(Sequences.Ragged([series[i]]));
            Assert.Equal(alone, together[(2 * i)..((2 * i) + 2)]);
            Assert.Equal(alone, TestData.Values(each[i]));
        }
    }

    [Fact]
    public void Padding_that_a_mask_names_changes_no_number()
    {
        int[][] sentences = [[1], [2, 3, 4], [5, 1, 2, 3, 4], [1, 2], [3, 3, 3, 3]];
        int[][] tags = [.. sentences.Select(sentence => sentence.Select(id => id % 3).ToArray())];
        using var model = new MaskedTagger(seed: 1);
        Evaluation alone = model.Evaluate(Sequences.Ragged(sentences, tags), new() { BatchSize = 1 });
        foreach (SequenceSide side in (SequenceSide[])[SequenceSide.Pre, SequenceSide.Post])
        {
            Evaluation together = model.Evaluate(Sequences.Ragged(sentences, tags, new() { Padding = side }), new() { BatchSize = 5 });
            Assert.Equal(alone.Loss, together.Loss, 1e-5f);
            Assert.Equal(alone["accuracy"], together["accuracy"], 1e-6f);
        }

        Tensor<int> padded = Tensor.Create([1, 2, 0, 0, 3, 4, 5, 0], [2, 4]);
        Close.Equal(TestData.Values(model.Interpret(padded)), TestData.Values(model.Predict(padded)), 2e-6f, 2e-5f, "masked");
    }

    [Fact]
    public void A_data_set_of_series_is_predicted_sample_by_sample()
    {
        float[,] shorter = new float[2, 3], longer = new float[4, 3];
        (shorter[0, 0], shorter[1, 2], longer[3, 1]) = (1, -1, 2);
        using var model = new AnyLengthModel(seed: 1);
        float[] together = model.Predict(Sequences.Ragged([longer, longer]), 2);
        Assert.Equal(model.Predict(Sequences.Ragged([longer]), 2), together[..2]);
        float[] one = new float[2];
        model.Predict(Enumerable.Range(0, 6).Select(i => shorter[i / 3, i % 3]).ToArray().AsSpan(), one);
        Assert.Equal(one, model.Predict(Sequences.Ragged([shorter])));
    }

    [Fact]
    public void Lengths_that_a_model_does_not_take_are_named()
    {
        using var model = new AnyLengthModel(seed: 1);
        Assert.Contains("1 to 12 steps, not of 13", Assert.Throws<ArgumentException>(() => model.Predict(Floats(2, 13, 3))).Message);
        Assert.Contains("1 to 12 steps, not of 13", Assert.Throws<ArgumentException>(() => model.TrainOnBatch(Values(13 * 3, 1), Values(2, 2))).Message);
        Assert.Contains("'input' (any, 3) float", Assert.Throws<ArgumentException>(() => model.Fit(Sequences.Ragged([new float[2, 4]], new float[1, 2]))).Message);
        using var tagger = new AnyLengthTagger(seed: 1);
        Assert.Contains("1 to 9 steps, not of 10", Assert.Throws<ArgumentException>(() => tagger.Predict(new int[10])).Message);
        using PredictionContext context = tagger.CreateContext();
        Assert.Throws<ArgumentException>(() => context.Predict(2, [new int[7]], [new float[18]]));
        float[][] predictions = [new float[2 * 4 * 3]];
        context.Predict(2, [new int[8]], predictions);
        Assert.Equal(tagger.Predict(new int[4]), predictions[0][12..]);
    }

    [Fact]
    public void Lengths_seen_before_allocate_nothing()
    {
        using var model = new AnyLengthTagger(seed: 1) { Threads = 1 };
        using PredictionContext context = model.CreateContext();
        Batch[] batches = [Batch(model, 4, 3), Batch(model, 4, 9), Batch(model, 2, 5)];
        int[] ids = new int[6];
        float[] tags = new float[18];
        void Round()
        {
            foreach (Batch batch in batches)
            {
                model.TrainOnBatch(batch);
            }

            context.Predict(ids, tags);
            context.Predict(ids.AsSpan(0, 2), tags.AsSpan(0, 6));
        }

        for (int warmUp = 0; warmUp < 3; warmUp++)
        {
            Round();
        }

        long before = GC.GetAllocatedBytesForCurrentThread(), native = Kernels.AlignedMemory.AllocatedBytesForCurrentThread;
        Round();
        Assert.Equal((before, native), (GC.GetAllocatedBytesForCurrentThread(), Kernels.AlignedMemory.AllocatedBytesForCurrentThread));
    }

    private static void CheckGradient(Func<ulong, Model> create, Batch batch)
    {
        using Model model = create(1);
        var modelCase = new ModelCase(model.Schema.Name, create, (_, _) => throw new InvalidOperationException(), [], 0);
        float[][] weights = model.GetWeights();
        float[][] gradients = NumericalGradient.ByTraining(modelCase, weights, batch);
        var random = new Random(2);
        for (int weight = 0; weight < weights.Length; weight++)
        {
            if (model.Weights[weight].IsTrainable)
            {
                int element = random.Next(weights[weight].Length);
                float difference = NumericalGradient.ByDifferences(modelCase, weights, batch, weight, element, out float rounding);
                Close.Equal([difference], [gradients[weight][element]], 1e-4f + rounding, 0.02f, $"{model.Schema.Name}: gradient of {model.Weights[weight]}[{element}]");
            }
        }
    }

    private static Batch Batch(Model model, int samples, int steps) => TestData.Batch(model, samples, steps: steps);

    private static Tensor<float> Floats(int samples, int steps, int features) => Tensor.Create(Values(samples * steps * features, 1), [samples, steps, features]);

    private static float[] Values(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextSingle()) - 1)];
    }
}
