using Compiled.Kernels;

namespace Compiled.Runtime.Tests;

/// <summary>What predictions keep of weights, and when they forget it.</summary>
public sealed unsafe class KeptWeightsTests : IDisposable
{
    private readonly LinearModel _model = new();
    private readonly List<bool?> _known = [];

    public KeptWeightsTests()
    {
        _model.Running = run =>
        {
            KeptMatrix? kernel = run.Workers.Kept?.Find(new((nint)_model.ParameterAddress, 1, 3, 1, typeof(KeptWeightsTests), 32), 64);
            _known.Add(kernel?.IsMade);
            if (kernel is not null)
            {
                kernel.IsMade = true;
            }
        };
    }

    public void Dispose() => _model.Dispose();

    [Fact]
    public void PredictionsKeepItFromOneToTheNext()
    {
        Predict(samples: 1);
        Predict(samples: 2);
        Predict(samples: 1);
        Assert.Equal([false, true, true], _known);
    }

    [Fact]
    public void EachContextHasItsOwn()
    {
        using PredictionContext context = _model.CreateContext();
        Predict(samples: 1);
        context.Predict([1, 2, 3], new float[1]);
        context.Predict([1, 2, 3], new float[1]);
        Assert.Equal([false, false, true], _known);
    }

    [Fact]
    public void TrainingKeepsNothingAndChangesTheWeights()
    {
        _model.Optimizer = new SGD();
        Predict(samples: 1);
        _model.TrainOnBatch([1, 2, 3], [1f]);
        Predict(samples: 1);
        Predict(samples: 1);
        Assert.Equal([false, null, false, true], _known);
    }

    [Fact]
    public void WeightsThatAreSetAreOthers()
    {
        Predict(samples: 1);
        _model.SetWeights(_model.GetWeights());
        Predict(samples: 1);
        _model.Weights[0].Set([1, 2, 3]);
        Predict(samples: 1);
        Assert.Equal([false, false, false], _known);
    }

    [Fact]
    public void ModelsInsideHaveTheSameWeights()
    {
        using LinearModel inner = _model.ViewOf(_model, 0);
        inner.Running = _model.Running;
        inner.Predict(new float[3], new float[1]);
        inner.Predict(new float[3], new float[1]);
        Predict(samples: 1);
        _model.TrainOnBatch([1, 2, 3], [1f]);
        inner.Predict(new float[3], new float[1]);
        Assert.Equal([false, true, false, null, false], _known);
    }

    private void Predict(int samples) => _model.Predict(new float[3 * samples], new float[samples]);
}
