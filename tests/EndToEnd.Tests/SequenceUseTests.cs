using System.Numerics.Tensors;

namespace Compiled.EndToEnd.Tests;

/// <summary>What a user of sequences does first, and what is said where it goes wrong.</summary>
public sealed class SequenceUseTests
{
    [Fact]
    public void Ids_are_predicted_from_literals_arrays_tables_and_tensors()
    {
        using var tagger = new AnyLengthTagger(seed: 1);
        int[] ids = [1, 2, 3];
        float[] expected = TestData.Values(tagger.Predict(Tensor.Create(ids, [1, 3])));
        Assert.Equal(expected, tagger.Predict([1, 2, 3]));
        Assert.Equal(expected, tagger.Predict(ids));
        float[] tags = new float[9];
        tagger.Predict([1, 2, 3], tags);
        Assert.Equal(expected, tags);

        Tensor<float> table = tagger.Predict(new int[,] { { 1, 2, 3 }, { 3, 2, 1 } });
        Assert.Equal([2, 3, 3], table.Lengths);
        Assert.Equal(expected, TestData.Values(table)[..9]);
        Assert.Equal(tagger.Predict([3, 2, 1]), TestData.Values(table)[9..]);

        using var five = new FiveTokens(seed: 1);
        Assert.Equal([.. five.Predict([1, 2, 3, 4, 5]), .. five.Predict([5, 4, 3, 2, 1])], TestData.Values(five.Predict(new int[,] { { 1, 2, 3, 4, 5 }, { 5, 4, 3, 2, 1 } })));
        Assert.Contains("input 'input' (5) int: a tensor of shape (1, 3)", Assert.Throws<ArgumentException>(() => five.Predict(new int[,] { { 1, 2, 3 } })).Message);
    }

    [Fact]
    public void Floats_are_predicted_from_tables()
    {
        using var model = new DenseModel(seed: 1);
        Batch batch = TestData.Batch(model, 2);
        int features = batch.Inputs[0].Spec.Length;
        float[] values = batch.Inputs[0].Floats[..(2 * features)].ToArray();
        float[,] table = new float[2, features];
        for (int i = 0; i < values.Length; i++)
        {
            table[i / features, i % features] = values[i];
        }

        Assert.Equal(model.Predict(values), TestData.Values(model.Predict(table)));
    }

    /// <summary>As docs/sequences.md writes texts: a beginning at once, then token by token, in a context beside the training.</summary>
    [Fact]
    public void A_text_goes_on_token_by_token()
    {
        using var writer = new TokenWriter(seed: 1);
        int[] text = [1, 2, 3, 4, 5, 0, 2];
        float[] whole = new float[7 * 6];
        using PredictionContext reader = writer.CreateContext(), context = writer.CreateContext();
        reader.Predict(text, whole);
        writer.TestOnBatch(TestData.Batch(writer, 4, steps: 12));

        float[] scores = new float[3 * 6];
        context.Predict(text.AsSpan(0, 3), scores);
        Close.Equal(whole.AsSpan(0, 18).ToArray(), scores, 1e-6f, 1e-5f, "the beginning");
        for (int i = 3; i < text.Length; i++)
        {
            context.Predict(text.AsSpan(i, 1), scores.AsSpan(0, 6));
            Close.Equal(whole.AsSpan(i * 6, 6).ToArray(), scores[..6], 1e-6f, 1e-5f, $"token {i}");
        }
    }

    [Fact]
    public void A_label_that_is_no_class_is_named_with_its_step()
    {
        using var tagger = new AnyLengthTagger(seed: 1);
        Dataset data = Sequences.Ragged([[1, 2, 3], [3, 2, 1]], [[0, 1, 2], [0, 3, 1]]);
        string message = Assert.Throws<ArgumentException>(() => tagger.Fit(data, new() { Shuffle = false, Verbose = Verbosity.Silent })).Message;
        Assert.Contains("AnyLengthTagger: output 'output' has the 3 classes 0 to 2, but the label of sample 1 of the data, step 1 is 3", message);
    }

    [Fact]
    public void Sequences_of_different_lengths_for_a_fixed_one_are_told_of_padding()
    {
        using var five = new FiveTokens(seed: 1);
        Dataset ragged = Sequences.Ragged([[1, 2, 3], [3, 2]]);
        Assert.Contains("Sequences.Pad", Assert.Throws<ArgumentException>(() => five.Predict(ragged)).Message);
        using var tagger = new AnyLengthTagger(seed: 1);
        Assert.EndsWith("takes sequences of 1 to 9 steps, not of 0", Assert.Throws<ArgumentException>(() => tagger.Predict(Array.Empty<int>())).Message);
    }

    [Fact]
    public void Targets_of_the_wrong_kind_are_told_of_steps()
    {
        using var writer = new TokenWriter(seed: 1);
        const string EveryStep = "TokenWriter takes as targets 'output' (any) int; given are 'next' int (any is 1 to 12 steps, as many for all). It takes a target for every step, as Sequences.NextTokens(…, everyStep: true)";
        Assert.StartsWith(EveryStep, Refused(() => writer.Fit(Sequences.NextTokens(new int[20], 4), Quiet(4))));
        Assert.StartsWith(EveryStep, Refused(() => writer.Evaluate(Sequences.NextTokens(new int[20], 4))));
        Assert.Contains("It takes a target for every step", Refused(() => writer.Fit(Sequences.Ragged([[1, 2, 3], [3, 2]], new[] { 0, 1 }), Quiet(2))));
        Assert.Contains("'output' (any) int; given are", Refused(() => writer.TestOnBatch(Sequences.NextTokens(new int[20], 4).Batches(2).First())));
        writer.Fit(Sequences.NextTokens(new int[20], 1), Quiet(1));

        using var last = new AnyLengthModel(seed: 1);
        string single = Refused(() => last.Fit(Sequences.Ragged([new float[2, 3]], [new float[2, 2]]), Quiet(1)));
        Assert.EndsWith("These are targets for every step, which a model takes whose recurrent layers have ReturnSequences = true", single);
        Assert.DoesNotContain("any is", single);
    }

    [Fact]
    public void Yes_and_no_as_integers_are_told_how_they_become_floats()
    {
        using var five = new FiveTokens(seed: 1);
        Assert.EndsWith("Array.ConvertAll(labels, label => (float)label).", Refused(() => five.Fit(Dataset.From(new int[2, 5], new[] { 0, 1 }), Quiet(2))));
    }

    [Fact]
    public void Sequences_that_are_too_long_are_told_how_to_cut_them()
    {
        using var tagger = new AnyLengthTagger(seed: 1);
        Dataset Long(int? most) => Sequences.Ragged([new int[10]], [new int[10]], new() { MaxLength = most });
        Assert.EndsWith("takes sequences of 1 to 9 steps, not of 10; SequenceOptions.MaxLength cuts those of Sequences.Ragged", Refused(() => tagger.Fit(Long(null), Quiet(1))));
        tagger.Fit(Long(9), Quiet(1));
    }

    [Fact]
    public void Class_weights_are_refused_where_each_step_has_a_class()
    {
        using var tagger = new AnyLengthTagger(seed: 1);
        float[][] before = tagger.GetWeights();
        FitOptions weighted = new() { ClassWeights = new Dictionary<int, float> { [1] = 2 }, Verbose = Verbosity.Silent };
        Assert.StartsWith(
            "AnyLengthTagger: targets of output 'output' have the shape (any), a class for each place; class weights are for one class a sample",
            Refused(() => tagger.Fit(Sequences.Ragged([[1, 2, 3], [3, 2, 1]], [[0, 1, 2], [0, 2, 1]]), weighted)));
        Assert.Equal(before, tagger.GetWeights());

        using var five = new FiveTokens(seed: 1);
        five.Fit(new int[,] { { 1, 2, 3, 4, 5 }, { 3, 2, 1, 0, 0 } }, new float[,] { { 1 }, { 0 } }, weighted);
    }

    [Fact]
    public void A_beam_search_reads_each_beginning_anew()
    {
        using var writer = new TokenWriter(seed: 1);
        using PredictionContext context = writer.CreateContext();
        float[] all = new float[7 * 6];
        BeamSearch search = new() { Width = 3, MaxLength = 4, VocabularySize = 6, Scores = TokenScores.Probabilities };
        Beam best = search.Run([1, 2, 3], (sequence, scores) =>
        {
            context.ResetStates();
            context.Predict(sequence, all.AsSpan(0, sequence.Length * 6));
            all.AsSpan((sequence.Length - 1) * 6, 6).CopyTo(scores);
        })[0];

        // The probability of the whole, read at once.
        float[] whole = writer.Predict([.. best.Tokens]);
        double expected = Enumerable.Range(3, 4).Sum(step => Math.Log(whole[((step - 1) * 6) + best.Tokens[step]]));
        Assert.Equal(expected, best.LogProbability, 1e-4);
    }

    [Fact]
    public void Weights_of_single_steps_are_told_of_masks()
    {
        using var tagger = new AnyLengthTagger(seed: 1);
        string message = Assert.Throws<ArgumentException>(() => tagger.Fit(
            new int[,] { { 1, 2, 3 }, { 3, 2, 1 } }, new int[,] { { 0, 1, 2 }, { 0, 1, 2 } }, new() { SampleWeights = new float[6], Verbose = Verbosity.Silent })).Message;
        Assert.Contains("6 sample weights for 2 samples: a weight is of a whole sample; single steps are left out by a mask", message);
    }

    [Fact]
    public void Summary_shows_directions_merges_and_states()
    {
        Assert.Contains("(TimeDistributed(Bidirectional(SimpleRNN)))", Summary(new ManyStatesModel(1)));
        Assert.Contains("States kept between batches: 15 for each place of a batch\n", Summary(new ManyStatesModel(1)));
        string bothWays = Summary(new BothWaysModel(1));
        Assert.Contains("(Bidirectional(LSTM))", bothWays);
        Assert.Contains("(Bidirectional(GRU, sum))", bothWays);
        Assert.Contains("(TimeDistributed(Dense))", bothWays);
        Assert.DoesNotContain("States", bothWays);
        Assert.Contains("encode (LSTM)                   [(None, 3), (None, 3), (None, 3)]", Summary(new TranslationModel(1)));
        Assert.Contains("stack (StackedCells(LSTM, GRU))", Summary(new StatefulCellsModel(1)));
    }

    [Fact]
    public void The_interpreter_names_model_and_input()
    {
        using var series = new AnyLengthModel(seed: 1);
        Assert.Contains("AnyLengthModel: input 'input' (any, 3) float takes", Refused(() => series.Interpret(Tensor.Create(new float[8], [1, 2, 4]))));
        Assert.Contains("1 to 12 steps", Refused(() => series.Interpret(Tensor.Create(new float[39], [1, 13, 3]))));
        Assert.Contains("was given one of shape (2, 3)", Refused(() => series.Interpret(Tensor.Create(new float[6], [2, 3]))));
        using var tagger = new AnyLengthTagger(seed: 1);
        Assert.Contains("AnyLengthTagger: input 'input' takes the 6 ids 0 to 5, but the id of sample 1, step 2, is 6", Refused(() => tagger.Interpret(Tensor.Create([0, 1, 2, 3, 4, 6], [2, 3]))));
    }

    private static string Refused(Action action) => Assert.Throws<ArgumentException>(action).Message;

    private static FitOptions Quiet(int batchSize) => new() { BatchSize = batchSize, Verbose = Verbosity.Silent };

    private static string Summary(Model model)
    {
        using (model)
        {
            var output = new StringWriter();
            model.Summary(output);
            return output.ToString();
        }
    }
}
