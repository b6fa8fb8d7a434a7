using Compiled.Kernels;

namespace Compiled.Runtime.Tests;

public sealed unsafe class OptimizerTests
{
    private const int Size = 8;

    // Printed by tests/Oracle/optimizers.py.
    private static readonly Dictionary<string, float[]> _expected = new()
    {
        ["SGD"] = [0.18026819f, -0.11856298f, -0.26934410f, -0.18492940f, 0.04911317f, 0.22465421f, 0.19078930f, -0.01478836f],
        ["SGDMomentum"] = [-0.15372087f, -0.09510942f, -0.04185566f, -0.01043899f, 0.00731052f, 0.01492120f, 0.01460420f, 0.00858660f],
        ["SGDNesterov"] = [-0.02141845f, -0.09854854f, -0.08042186f, -0.04446617f, -0.00335566f, 0.02813955f, 0.03863480f, 0.02575813f],
        ["RMSprop"] = [0.30895376f, -0.29490147f, -0.67655897f, -0.43649081f, 0.15555643f, 0.61762757f, 0.47918697f, -0.08024694f],
        ["RMSpropCentered"] = [0.12080899f, -0.21193466f, -0.42396963f, -0.26621375f, 0.07756366f, 0.35986714f, 0.27446080f, -0.04145584f],
        ["RMSpropEpsilon"] = [0.31282153f, -0.29929864f, -0.67770361f, -0.43886079f, 0.16303264f, 0.61913052f, 0.48131610f, -0.08958476f],
        ["Adagrad"] = [0.13528266f, -0.27029632f, -0.52229343f, -0.33843401f, 0.10498550f, 0.43525467f, 0.33741513f, -0.06164434f],
        ["AdagradEpsilon"] = [0.13547443f, -0.27031645f, -0.52236343f, -0.33851861f, 0.10505890f, 0.43538018f, 0.33754657f, -0.06164027f],
        ["Adadelta"] = [0.26119079f, -0.21110280f, -0.52179300f, -0.36393488f, 0.13817101f, 0.53138039f, 0.39265456f, -0.02714364f],
        ["Adam"] = [0.29708309f, -0.29974527f, -0.67183871f, -0.43558293f, 0.16767539f, 0.62548298f, 0.48395219f, -0.08920739f],
        ["AdamEpsilon"] = [0.30028592f, -0.30123070f, -0.67409875f, -0.43760618f, 0.17029220f, 0.62831248f, 0.48661087f, -0.09181085f],
        ["AMSGrad"] = [0.30972620f, -0.30615999f, -0.68808413f, -0.44305789f, 0.17009076f, 0.63512751f, 0.49444246f, -0.09378009f],
        ["AdamW"] = [0.26685008f, -0.27050237f, -0.60502965f, -0.39242216f, 0.15103021f, 0.56314560f, 0.43585155f, -0.08035878f],
        ["Adamax"] = [0.36092133f, -0.33565311f, -0.78629612f, -0.50621347f, 0.19798769f, 0.73709942f, 0.57152747f, -0.10263892f],
        ["AdamaxEpsilon"] = [0.36110962f, -0.33576963f, -0.78646158f, -0.50636155f, 0.19814008f, 0.73728821f, 0.57169831f, -0.10282089f],
        ["Nadam"] = [0.32476808f, -0.29178160f, -0.67804691f, -0.43937714f, 0.17643552f, 0.64273964f, 0.49824360f, -0.09182384f],
        ["Ftrl"] = [-0.09669794f, -0.06082608f, -0.12070563f, -0.04721568f, -0.02563399f, 0.05016144f, 0.01917896f, 0.00446489f],
        ["Lion"] = [0.07163768f, -0.16457501f, -0.12725064f, -0.12958704f, 0.02771213f, 0.06356266f, 0.14638460f, -0.03659313f],
    };

    private static readonly Dictionary<string, Func<Optimizer>> _optimizers = new()
    {
        ["SGD"] = () => new SGD(0.05f),
        ["SGDMomentum"] = () => new SGD(0.05f) { Momentum = 0.9f },
        ["SGDNesterov"] = () => new SGD(0.05f) { Momentum = 0.9f, Nesterov = true },
        ["RMSprop"] = () => new RMSprop(0.01f) { Epsilon = 0 },
        ["RMSpropCentered"] = () => new RMSprop(0.01f) { Epsilon = 0, Centered = true, Momentum = 0.5f },
        ["RMSpropEpsilon"] = () => new RMSprop(0.01f) { Epsilon = 1e-3f },
        ["Adagrad"] = () => new Adagrad(0.1f) { Epsilon = 0 },
        ["AdagradEpsilon"] = () => new Adagrad(0.1f) { Epsilon = 1e-3f },
        ["Adadelta"] = () => new Adadelta(1f) { Epsilon = 1e-5f },
        ["Adam"] = () => new Adam(0.01f) { Epsilon = 0 },
        ["AdamEpsilon"] = () => new Adam(0.01f) { Epsilon = 1e-3f },
        ["AMSGrad"] = () => new Adam(0.01f) { Beta2 = 0.9f, Epsilon = 0, AMSGrad = true },
        ["AdamW"] = () => new AdamW(0.01f) { Epsilon = 0, WeightDecay = 0.1f },
        ["Adamax"] = () => new Adamax(0.01f) { Epsilon = 0 },
        ["AdamaxEpsilon"] = () => new Adamax(0.01f) { Epsilon = 1e-3f },
        ["Nadam"] = () => new Nadam(0.01f) { Epsilon = 1e-3f },
        ["Ftrl"] = () => new Ftrl(0.1f) { L1 = 0.01f, L2 = 0.02f, L2Shrinkage = 0.03f, Beta = 0.04f },
        ["Lion"] = () => new Lion(0.01f) { WeightDecay = 0.1f },
    };

    // With means that forget fast.
    private static readonly Dictionary<string, Func<Optimizer>> _shrinking = new()
    {
        ["SGD"] = () => new SGD { Momentum = 0.9f },
        ["RMSprop"] = () => new RMSprop { Centered = true, Momentum = 0.5f },
        ["Adadelta"] = () => new Adadelta(),
        ["Adam"] = () => new Adam { Beta2 = 0.99f },
        ["AMSGrad"] = () => new Adam { Beta2 = 0.99f, AMSGrad = true },
        ["AdamW"] = () => new AdamW { Beta2 = 0.99f },
        ["Adamax"] = () => new Adamax { Beta2 = 0.9f },
        ["Nadam"] = () => new Nadam { Beta2 = 0.99f },
        ["Lion"] = () => new Lion { Beta2 = 0.9f },
    };

    public static TheoryData<string> Names => [.. _expected.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void AHundredStepsEndWhereTheOracleEnds(string name)
    {
        float[] weights = Train(_optimizers[name](), 100);
        for (int i = 0; i < Size; i++)
        {
            Assert.Equal(_expected[name][i], weights[i], 2e-5f);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void ASavedOptimizerGoesOnBitForBit(string name)
    {
        float[] whole = Train(_optimizers[name](), 10);

        using var first = new LinearModel(Size / 2, 2);
        first.Optimizer = _optimizers[name]();
        float[] weights = Train(first, 0, 4, Start());
        TrainingSnapshot snapshot = TrainingSnapshot.Of(first);
        using var second = new LinearModel(Size / 2, 2);
        second.RestoreTraining(second.GetWeights(), snapshot);
        second.Optimizer = _optimizers[name]();
        Assert.Equal(whole, Train(second, 4, 10, weights));
    }

    public static TheoryData<string> Shrinking => [.. _shrinking.Keys];

    /// <summary>Processors take several times as long for denormal numbers, where moving means would end and stay once gradients are zero.</summary>
    [Theory]
    [MemberData(nameof(Shrinking))]
    public void WhatShrinksEndsInZero(string name)
    {
        using var model = new LinearModel(Size / 2, 2);
        Optimizer optimizer = model.Optimizer = _shrinking[name]();
        long length = model.Schema.ParameterLength;
        using var memory = new AlignedMemory(2 * length);
        using var workers = new Workers(1);
        memory.Span(length, (int)length).Fill(1e-15f);
        optimizer.Update(memory.Address, memory.Address + length, workers);
        Assert.All(optimizer.States, state => Assert.True(state.Values[0] != 0, state.Name));
        memory.Span(length, (int)length).Clear();
        for (int step = 0; step < 1500; step++)
        {
            optimizer.Update(memory.Address, memory.Address + length, workers);
            foreach (OptimizerState state in optimizer.States)
            {
                Assert.DoesNotContain(state.Values.ToArray(), float.IsSubnormal);
            }
        }

        // The largest velocity so far never shrinks.
        Assert.All(optimizer.States.Where(s => !s.Name.StartsWith("velocity_hat", StringComparison.Ordinal)), state => Assert.False(state.Values.ContainsAnyExcept(0f), state.Name));
        Assert.All(memory.Span(0, (int)length).ToArray(), weight => Assert.True(float.IsFinite(weight)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AStepAllocatesNothing(string name)
    {
        using var model = new LinearModel(Size / 2, 2);
        Optimizer optimizer = model.Optimizer = _optimizers[name]();
        using var memory = new AlignedMemory(2 * model.Schema.ParameterLength);
        using var workers = new Workers(1);
        Kernels.Allocation.AssertNone(() => optimizer.Update(memory.Address, memory.Address + model.Schema.ParameterLength, workers));
    }

    [Fact]
    public void ClipValueHoldsEveryElement() =>
        Assert.Equal([0.9f, -0.9f, 0.5f, -0.9f], Step(new SGD(1) { ClipValue = 0.1f }, [1f, -1, 0.5f, -1], [3f, -2, 0, -0.2f]), new Close(1e-6f));

    [Fact]
    public void ClipNormHoldsEachWeight()
    {
        float[] weights = Step(new SGD(1) { ClipNorm = 1 }, [0f, 0, 0, 0], [3f, 4, 0, 0], bias: 7, out float bias);
        Assert.Equal([-0.6f, -0.8f, 0, 0], weights, new Close(1e-6f));
        Assert.Equal(-1, bias, 1e-6f);
    }

    [Fact]
    public void GlobalClipNormHoldsAllWeightsTogether()
    {
        // The norm of (3, 4, 0, 0 | 12) is 13.
        float[] weights = Step(new SGD(1) { GlobalClipNorm = 6.5f }, [0f, 0, 0, 0], [3f, 4, 0, 0], bias: 12, out float bias);
        Assert.Equal([-1.5f, -2, 0, 0], weights, new Close(1e-6f));
        Assert.Equal(-6, bias, 1e-5f);
    }

    [Fact]
    public void SmallGradientsAreNotClipped() =>
        Assert.Equal([-0.3f, -0.4f, 0, 0], Step(new SGD(1) { ClipNorm = 1 }, [0f, 0, 0, 0], [0.3f, 0.4f, 0, 0]), new Close(1e-6f));

    [Fact]
    public void WeightDecayLeavesExcludedWeightsAlone()
    {
        Optimizer optimizer = new SGD(0.5f) { WeightDecay = 0.1f, ExcludeFromWeightDecay = parameter => parameter.Role == "kernel" };
        Assert.Equal([1f, 1, 1, 1], Step(optimizer, [1f, 1, 1, 1], [0f, 0, 0, 0]));
        Assert.Equal([0.95f, 0.95f, 0.95f, 0.95f], Step(new SGD(0.5f) { WeightDecay = 0.1f }, [1f, 1, 1, 1], [0f, 0, 0, 0]), new Close(1e-6f));
    }

    [Fact]
    public void AGroupHasARateOfItsOwn()
    {
        ModelSchema schema = LinearModel.Table(4, 1, group: "slow");
        Optimizer optimizer = new SGD(1) { GroupLearningRates = { ["slow"] = 0.1f } };
        float[] weights = Step(optimizer, [0f, 0, 0, 0], [1f, 2, 3, 4], bias: 5, out float bias, schema);
        Assert.Equal([-0.1f, -0.2f, -0.3f, -0.4f], weights, new Close(1e-6f));
        Assert.Equal(-5, bias, 1e-5f);
    }

    [Fact]
    public void AGroupThatNoLayerNamesIsAnError()
    {
        using var model = new LinearModel();
        var thrown = Assert.Throws<InvalidOperationException>(() => model.Optimizer = new SGD { GroupLearningRates = { ["slow"] = 0.1f } });
        Assert.Contains("no layer of Linear has the group 'slow'", thrown.Message);
    }

    [Fact]
    public void AnOptimizerTrainsOneModel()
    {
        using var one = new LinearModel();
        using var other = new LinearModel();
        one.Optimizer = new Adam();
        Assert.Contains("already trains a Linear", Assert.Throws<InvalidOperationException>(() => other.Optimizer = one.Optimizer).Message);
    }

    [Theory]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    public void ALimitIsNotNegative(float limit)
    {
        Assert.Throws<ArgumentOutOfRangeException>("ClipNorm", () => new Adam { ClipNorm = limit });
        Assert.Throws<ArgumentOutOfRangeException>("GlobalClipNorm", () => new Adam { GlobalClipNorm = limit });
        Assert.Throws<ArgumentOutOfRangeException>("ClipValue", () => new Adam { ClipValue = limit });
    }

    /// <summary>Beyond these weights grow without end, or become not-a-number, in a few steps.</summary>
    [Fact]
    public void SettingsAreWithinTheirBounds()
    {
        AssertRefused("Momentum is the share of a mean that each step keeps: at least 0, and less than 1", () => new SGD { Momentum = 2 });
        AssertRefused("Momentum is the share", () => new SGD { Momentum = float.NaN });
        AssertRefused("Momentum is the share", () => new RMSprop { Momentum = -1 });
        AssertRefused("Rho is the share", () => new RMSprop { Rho = 1.5f });
        AssertRefused("Rho is the share", () => new Adadelta { Rho = 1 });
        AssertRefused("Beta1 is the share", () => new Adam { Beta1 = 1 });
        AssertRefused("Beta2 is the share", () => new Adam { Beta2 = -0.1f });
        AssertRefused("Beta1 is the share", () => new Nadam { Beta1 = 2 });
        AssertRefused("Beta2 is the share", () => new Adamax { Beta2 = 1 });
        AssertRefused("Beta1 is the share", () => new Lion { Beta1 = 1 });
        AssertRefused("Epsilon is finite and not negative", () => new Adam { Epsilon = -1 });
        AssertRefused("Epsilon is finite and not negative", () => new Adagrad { Epsilon = float.PositiveInfinity });
        AssertRefused("L1 is finite and not negative", () => new Ftrl { L1 = -1 });
        AssertRefused("WeightDecay is finite and not negative", () => new AdamW { WeightDecay = -1 });
        Assert.Null(new AdamW { WeightDecay = null }.WeightDecay);

        static void AssertRefused(string message, Func<Optimizer> make) => Assert.Contains(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message);
    }

    [Fact]
    public void ALimitOfZeroIsNone()
    {
        Optimizer optimizer = new SGD(1) { ClipNorm = 0, GlobalClipNorm = 0, ClipValue = 0 };
        Assert.Equal([-3f, -4, 0, 0], Step(optimizer, [0f, 0, 0, 0], [3f, 4, 0, 0]));
    }

    [Fact]
    public void OnlyOneLimitCanBeSet()
    {
        using var model = new LinearModel();
        Assert.Throws<InvalidOperationException>(() => model.Optimizer = new Adam { ClipNorm = 1, ClipValue = 1 });
    }

    [Fact]
    public void AnotherOptimizerCannotGoOn()
    {
        using var model = new LinearModel();
        model.TrainOnBatch([1, 2, 3], [1f]);
        TrainingSnapshot snapshot = TrainingSnapshot.Of(model);
        using var other = new LinearModel();
        other.RestoreTraining(other.GetWeights(), snapshot);
        Assert.Contains("used Adam; it cannot go on with SGD", Assert.Throws<InvalidOperationException>(() => other.Optimizer = new SGD()).Message);
        Assert.Throws<InvalidOperationException>(() => other.Optimizer = new Adam { AMSGrad = true });
        other.Optimizer = new Adam();
        Assert.Equal(1, other.Optimizer.Iterations);
    }

    private static float[] Start() => [.. Enumerable.Range(1, Size).Select(i => (float)Math.Cos(i))];

    private static float[] Train(Optimizer optimizer, int steps)
    {
        using var model = new LinearModel(Size / 2, 2);
        model.Optimizer = optimizer;
        return Train(model, 0, steps, Start());
    }

    private static float[] Train(LinearModel model, int first, int end, float[] start)
    {
        long length = model.Schema.ParameterLength;
        using var memory = new AlignedMemory(2 * length);
        using var workers = new Workers(1);
        float* weights = memory.Address, gradients = weights + length;
        start.CopyTo(memory.Span(0, Size));
        for (int step = first; step < end; step++)
        {
            for (int i = 0; i < Size; i++)
            {
                gradients[i] = (float)((0.3 * weights[i]) + Math.Sin(step * (i + 1) * 0.37));
            }

            model.Optimizer!.Update(weights, gradients, workers);
        }

        return memory.Span(0, Size).ToArray();
    }

    private static float[] Step(Optimizer optimizer, float[] weights, float[] gradients) => Step(optimizer, weights, gradients, 0, out _);

    private static float[] Step(Optimizer optimizer, float[] weights, float[] gradients, float bias, out float newBias, ModelSchema? schema = null)
    {
        using var model = new LinearModel(weights.Length, 1, schema: schema);
        model.Optimizer = optimizer;
        using var workers = new Workers(1);
        using var memory = new AlignedMemory(2 * model.Schema.ParameterLength);
        long length = model.Schema.ParameterLength, biasOffset = LinearModel.BiasOffset(weights.Length, 1);
        weights.CopyTo(memory.Span(0, weights.Length));
        gradients.CopyTo(memory.Span(length, weights.Length));
        memory.Span(length + biasOffset, 1)[0] = bias;
        optimizer.Update(memory.Address, memory.Address + length, workers);
        newBias = memory.Span(biasOffset, 1)[0];
        return memory.Span(0, weights.Length).ToArray();
    }
}
