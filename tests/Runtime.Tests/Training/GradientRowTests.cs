namespace Compiled.Runtime.Tests;

/// <summary>Of a table that look-ups alone read, a step touches the rows that its ids name, and nothing else.</summary>
public unsafe class GradientRowTests
{
    private const int Rows = 100_000, Columns = 9;

    public static TheoryData<string> Optimizers => [.. _optimizers.Keys];

    private static readonly Dictionary<string, Func<Optimizer>> _optimizers = new()
    {
        ["SGD"] = () => new SGD(0.1f),
        ["SGD, values limited"] = () => new SGD(0.1f) { ClipValue = 0.5f },
        ["Adagrad"] = () => new Adagrad(0.1f),
        ["SGD with momentum"] = () => new SGD(0.1f) { Momentum = 0.9f },
        ["SGD with decay"] = () => new SGD(0.1f) { WeightDecay = 0.01f },
        ["Adam"] = () => new Adam(0.1f),
        ["RMSprop"] = () => new RMSprop(0.1f),
        ["Ftrl"] = () => new Ftrl(0.1f),
    };

    [Theory]
    [InlineData("SGD")]
    [InlineData("Adagrad")]
    [InlineData("SGD, values limited")]
    public void NoOtherRowIsReadOrWritten(string name) => TouchesNothingElse(_optimizers[name]());

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void NormsAreThoseOfTheRows(bool isGlobal)
    {
        // Rows of ones, nine elements each, of which id 7 has two: √(9 · (1 + 4 + 1)).
        float scale = 0.5f / MathF.Sqrt(54);
        float[] change = TouchesNothingElse(isGlobal ? new SGD(1) { GlobalClipNorm = 0.5f } : new SGD(1) { ClipNorm = 0.5f });
        Assert.Equal(-2 * scale, change[7 * Columns], 1e-6f);
        Assert.Equal(-scale, change[3 * Columns], 1e-6f);
    }

    /// <summary>The bits of a walk over the whole table, whatever the optimizer and the number of threads.</summary>
    [Theory]
    [MemberData(nameof(Optimizers))]
    public void TheWeightsAreThoseOfAWalkOverTheTable(string name)
    {
        const int Few = 300;
        float[] dense = Train(false, 1);
        Assert.Equal(dense, Train(true, 1));
        Assert.Equal(dense, Train(true, 3));

        float[] Train(bool hasRows, int threads)
        {
            using var model = new LookupModel(Few, Columns, LookupModel.Table(Few, Columns, hasRows)) { Optimizer = _optimizers[name](), Threads = threads };
            var random = new Random(3);
            for (int step = 0; step < 5; step++)
            {
                int[] ids = [.. Enumerable.Range(0, 40).Select(_ => random.Next(Few))];
                model.TrainOnBatch(BatchOf(model, ids, [.. Enumerable.Range(0, ids.Length * Columns).Select(_ => (2 * random.NextSingle()) - 1)]));
            }

            return model.GetWeights()[0];
        }
    }

    [Fact]
    public void GradientsAreThoseOfTheLastBatchAlone()
    {
        using var model = new LookupModel(Rows, Columns);
        model.WeightGradients(Ones(model, [1, 2, 2]));
        float[] gradients = model.WeightGradients(Ones(model, [2, 5]))[0];
        Assert.Equal(2 * Columns, gradients.Sum());
        Assert.Equal(1, gradients[2 * Columns]);
        Assert.Equal(1, gradients[5 * Columns]);
    }

    [Fact]
    public void AStepAllocatesNothing()
    {
        using var model = new LookupModel(Rows, Columns) { Optimizer = new SGD(0.1f) };
        Batch batch = Ones(model, [1, 2, 2]);
        model.TrainOnBatch(batch);
        Kernels.Allocation.AssertNone(() => model.TrainOnBatch(batch));
    }

    /// <summary>Two steps on a table whose other rows have gradients that are none: what reads one spreads it, what writes one ends it.</summary>
    /// <returns>What the second step changed.</returns>
    private static float[] TouchesNothingElse(Optimizer optimizer)
    {
        using var model = new LookupModel(Rows, Columns) { Optimizer = optimizer };
        int[] first = [Rows - 1, 7, 12], second = [3, 7, 99_998, 7];
        HashSet<int> used = [.. first, .. second];
        model.TrainOnBatch(Ones(model, first));
        float[] before = model.GetWeights()[0];
        nint gradients = 0;
        model.BeforeGradients = (address, _) =>
        {
            gradients = address;
            for (int row = 0; row < Rows; row++)
            {
                if (!used.Contains(row))
                {
                    new Span<float>((float*)address + ((long)row * Columns), Columns).Fill(float.NaN);
                }
            }
        };
        model.TrainOnBatch(Ones(model, second));
        float[] after = model.GetWeights()[0];
        for (int row = 0; row < Rows; row++)
        {
            bool isUsed = used.Contains(row), isChanged = !before.AsSpan(row * Columns, Columns).SequenceEqual(after.AsSpan(row * Columns, Columns));
            Assert.Equal(second.Contains(row), isChanged);
            foreach (float gradient in new ReadOnlySpan<float>((float*)gradients + ((long)row * Columns), Columns))
            {
                Assert.Equal(!isUsed, float.IsNaN(gradient));
            }
        }

        Assert.DoesNotContain(float.NaN, after);
        return [.. after.Zip(before, (now, then) => now - then)];
    }

    private static Batch Ones(Model model, int[] ids) => BatchOf(model, ids, [.. Enumerable.Repeat(1f, ids.Length * Columns)]);

    private static Batch BatchOf(Model model, int[] ids, float[] values)
    {
        Batch batch = new(model.Tables.InputSpecs, model.Tables.TargetSpecs, ids.Length) { Count = ids.Length };
        ids.CopyTo(batch.Inputs[0].Ints);
        values.CopyTo(batch.Targets[0].Floats);
        return batch;
    }
}
