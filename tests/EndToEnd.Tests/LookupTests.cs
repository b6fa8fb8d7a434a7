namespace Compiled.EndToEnd.Tests;

/// <summary>Tables whose gradients touch only the rows used, and ids that are cut apart before they are looked up.</summary>
public sealed class LookupTests
{
    private static readonly Dictionary<string, Func<Optimizer>> _optimizers = new()
    {
        ["SGD"] = () => new SGD(0.1f),
        ["SGD, values limited"] = () => new SGD(0.1f) { ClipValue = 0.01f },
        ["Adagrad"] = () => new Adagrad(0.1f),
        ["Adam"] = () => new Adam(0.01f),
        ["momentum"] = () => new SGD(0.1f) { Momentum = 0.9f, Nesterov = true },
        ["decay"] = () => new SGD(0.1f) { WeightDecay = 0.01f },
    };

    public static TheoryData<string> Optimizers => [.. _optimizers.Keys];

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Rows_alone_are_trained_to_the_bits_of_the_whole_table(string optimizer)
    {
        Assert.True(new RowsModel().Schema.Parameters[0].HasGradientRows);
        Assert.False(new WholeTableModel().Schema.Parameters[0].HasGradientRows);
        Assert.Equal(Train(new WholeTableModel(seed: 3), optimizer), Train(new RowsModel(seed: 3), optimizer));
    }

    /// <summary>The ids of both calls are one list, so that the order of a sum may differ from that of two tables.</summary>
    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Two_calls_of_one_table_train_the_rows_of_both(string optimizer)
    {
        Assert.True(new SharedRowsModel().Schema.Parameters[0].HasGradientRows);
        float[] expected = Train(new SharedWholeTableModel(seed: 3), optimizer), actual = Train(new SharedRowsModel(seed: 3), optimizer);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public void A_training_that_is_resumed_ends_in_the_same_bits()
    {
        using RowsModel whole = new(seed: 3) { Optimizer = new Adagrad(0.1f) }, first = new(seed: 3) { Optimizer = new Adagrad(0.1f) }, second = new(seed: 4);
        Steps(whole, 0, 6);
        Steps(first, 0, 3);
        string path = Path.GetTempFileName();
        try
        {
            first.Save(path, new() { IncludeOptimizer = true });
            second.Optimizer = new Adagrad(0.1f);
            second.LoadCheckpoint(path);
        }
        finally
        {
            File.Delete(path);
        }

        Steps(second, 3, 6);
        Assert.Equal(whole.GetWeights(), second.GetWeights());
    }

    [Fact]
    public void Ids_that_are_cut_apart_are_those_of_the_tables_they_reach()
    {
        using var model = new CutIdsModel(seed: 1) { Optimizer = new SGD(0.1f) };
        int[] ids = [2, 5, 5, 5, 1_000, 0, 0, 4, 3, -7];
        float[] predictions = model.Predict(ids);
        Assert.DoesNotContain(float.NaN, predictions);
        Assert.True(float.IsFinite(model.TrainOnBatch(BatchOf(ids))));
    }

    [Theory]
    [InlineData(5, 3, "the 3 ids 0 to 2", "step 0, is 3")]
    [InlineData(6, 6, "the 6 ids 0 to 5", "step 1, is 6")]
    [InlineData(8, -1, "the 6 ids 0 to 5", "step 3, is -1")]
    public void An_id_beyond_the_table_it_reaches_is_named(int place, int id, string limit, string found)
    {
        using var model = new CutIdsModel(seed: 1);
        int[] ids = [2, 5, 5, 5, 1_000, 0, 0, 4, 3, -7];
        ids[place] = id;
        float[][] before = model.GetWeights();
        foreach (Action use in new Action[] { () => model.Predict(ids), () => model.TrainOnBatch(BatchOf(ids)), () => model.TestOnBatch(BatchOf(ids)) })
        {
            string message = Assert.Throws<ArgumentException>(use).Message;
            Assert.All((string[])["CutIdsModel", "'ids'", "sample 1", limit, found], part => Assert.Contains(part, message));
        }

        Assert.Equal(before, model.GetWeights());
    }

    private static Batch BatchOf(int[] ids)
    {
        Batch batch = new([new("ids", [5], ElementKind.Int32)], [new("output", [2])], ids.Length / 5) { Count = ids.Length / 5 };
        ids.CopyTo(batch.Inputs[0].Ints);
        return batch;
    }

    private static float[] Train(Model model, string optimizer)
    {
        using (model)
        {
            model.Optimizer = _optimizers[optimizer]();
            Steps(model, 0, 5);
            return [.. model.GetWeights().SelectMany(weights => weights)];
        }
    }

    private static void Steps(Model model, int first, int end)
    {
        for (int step = first; step < end; step++)
        {
            Batch batch = TestData.Batch(model, 8, seed: step);
            var random = new Random(step);
            foreach (BatchBuffer input in batch.Inputs)
            {
                foreach (ref int id in input.Ints)
                {
                    id = random.Next(500);
                }
            }

            model.TrainOnBatch(batch);
        }
    }
}
