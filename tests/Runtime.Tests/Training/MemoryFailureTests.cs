using Compiled.Kernels;

namespace Compiled.Runtime.Tests;

/// <summary>Native memory may run out at any allocation: the model says so, and goes on as if nothing had been asked of it.</summary>
public class MemoryFailureTests
{
    private static readonly (float[] X, float[] Y) _plane = FitTests.Plane(40);
    private static readonly byte[] _checkpoint = Checkpoint();

    /// <summary>What a user may ask of a model of three inputs and one output, and how to see that it was done.</summary>
    public static TheoryData<string, Action<Model>> Operations => new()
    {
        { "a step", model => model.TrainOnBatch(_plane.X.AsSpan(0, 12), _plane.Y.AsSpan(0, 4)) },
        { "a larger step", model => model.TrainOnBatch(_plane.X, _plane.Y) },
        { "an evaluation", model => model.Evaluate(_plane.X, _plane.Y) },
        { "a prediction", model => model.Predict(_plane.X) },
        {
            "another optimizer", model =>
            {
                model.Optimizer = new SGD(0.1f) { Momentum = 0.9f };
                model.TrainOnBatch(_plane.X, _plane.Y);
            }
        },
        { "a checkpoint", model => model.LoadCheckpoint(new MemoryStream(_checkpoint)) },
        {
            "more threads", model =>
            {
                model.Threads = 2;
                model.Predict(_plane.X);
            }
        },
        {
            "a prediction in parts", model =>
            {
                ((LinearModel)model).Loop = (long.MaxValue, 1);
                model.Threads = 3;
                model.Predict(_plane.X);
            }
        },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public void EveryAllocationMayFailAndTheModelGoesOn(string name, Action<Model> operation)
    {
        int allocation = 1;
        bool failed = true;
        for (; failed; allocation++)
        {
            using LinearModel model = Trained(), twin = Trained();
            float[][] weights = model.GetWeights();
            failed = FailsAt(allocation, () => operation(model));
            if (failed)
            {
                Assert.Equal(weights, model.GetWeights());
                Assert.Equal((twin.Step, twin.Epoch, twin.Seed), (model.Step, model.Epoch, model.Seed));
                operation(model);
            }

            operation(twin);
            twin.Threads = model.Threads;
            Assert.Equal(twin.TrainOnBatch(_plane.X, _plane.Y), model.TrainOnBatch(_plane.X, _plane.Y));
            Assert.Equal(twin.GetWeights(), model.GetWeights());
            Assert.Equal(twin.Predict(_plane.X), model.Predict(_plane.X));
        }

        Assert.True(allocation > 2, $"{name} allocates nothing");
    }

    [Fact]
    public void ABatchThatNoMachineHoldsIsNamedWithItsBytes()
    {
        using var model = new GreedyModel();
        OutOfMemoryException exception = Assert.Throws<OutOfMemoryException>(() => model.Fit(_plane.X, _plane.Y, new() { BatchSize = 5 }));
        Assert.StartsWith("Linear: the workspace of its Train program for a batch of 5 samples needs 1152921504606846976 bytes", exception.Message);
        float first = model.Fit(_plane.X, _plane.Y, new() { BatchSize = 4 })["loss"][0];
        Assert.True(model.Fit(_plane.X, _plane.Y, new() { BatchSize = 4, Epochs = 2, InitialEpoch = 1 })["loss"][0] < first);
        Assert.Throws<OutOfMemoryException>(() => model.Evaluate(_plane.X, _plane.Y, new() { BatchSize = 6 }));
        Assert.True(model.Evaluate(_plane.X, _plane.Y, new() { BatchSize = 4 }).Loss < first);
    }

    [Fact]
    public void ParametersThatNoMachineHoldsAreNamedWithTheirBytes()
    {
        ModelSchema schema = LinearModel.Table(3, 1) with { ParameterLength = 1L << 58 };
        OutOfMemoryException exception = Assert.Throws<OutOfMemoryException>(() => new LinearModel(schema: schema));
        Assert.StartsWith("Linear: the memory of its 288230376151711744 parameters needs 1152921504606846976 bytes", exception.Message);
    }

    [Fact]
    public void ABatchBeyondTheLongestArrayIsNamed()
    {
        var batch = new Batch([new("x", [1000])], [], 2);
        OutOfMemoryException exception = Assert.Throws<OutOfMemoryException>(() => batch.Count = 3_000_000);
        Assert.StartsWith("a batch of 3000000 samples of 'x' (1000) float has 3000000000 values", exception.Message);
        Assert.Equal((0, 2), (batch.Count, batch.Capacity));
    }

    private static LinearModel Trained()
    {
        var model = new LinearModel(seed: 3) { Scratch = 100, Threads = 1 };
        model.Optimizer = new Adam(0.01f);
        model.TrainOnBatch(_plane.X.AsSpan(0, 6), _plane.Y.AsSpan(0, 2));
        return model;
    }

    private static byte[] Checkpoint()
    {
        using LinearModel model = Trained();
        model.Fit(_plane.X, _plane.Y);
        var stream = new MemoryStream();
        model.Save(stream, new() { IncludeOptimizer = true });
        return stream.ToArray();
    }

    private static bool FailsAt(int allocation, Action operation)
    {
        AlignedMemory.Fail(allocation);
        try
        {
            operation();
            return false;
        }
        catch (OutOfMemoryException exception)
        {
            Assert.StartsWith("Linear: ", exception.Message);
            Assert.Matches("needs [0-9]+ bytes", exception.Message);
            return true;
        }
        finally
        {
            AlignedMemory.Fail(0);
        }
    }

    /// <summary>A model whose workspace for more than four samples is larger than any memory.</summary>
    private sealed class GreedyModel : LinearModel
    {
        protected internal override long WorkspaceLength(ProgramKind program, int batch) => batch > 4 ? 1L << 58 : base.WorkspaceLength(program, batch);
    }
}
