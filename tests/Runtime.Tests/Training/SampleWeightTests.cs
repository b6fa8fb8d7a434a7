namespace Compiled.Runtime.Tests;

public class SampleWeightTests
{
    private static readonly (float[] X, float[] Y) _plane = FitTests.Plane(40);

    [Fact]
    public void SampleWeightsScaleTheLossAndTheGradient()
    {
        using var model = new LinearModel();
        model.SetWeights([[0, 0, 0], [0]]);
        model.Optimizer = new SGD(0.1f);

        // Losses 1 and 9 weigh 2 and 0: their weighted sum over the two samples is 1, the bias's gradient −2.
        Assert.Equal(1, model.TrainOnBatch(new float[6], [1f, 3], [2, 0]), 1e-6f);
        Assert.Equal(0.2f, model.Layers["dense"].Bias.ToArray()[0], 1e-6f);
    }

    [Fact]
    public void SampleAndClassWeightsOfFitCountInLossAndOnRequestInMetrics()
    {
        float[] x = new float[6], y = [0, 1];
        FitOptions Options(bool weighted) => new()
        {
            Optimizer = new SGD(0),
            SampleWeights = [1, 2],
            ClassWeights = new Dictionary<int, float> { [1] = 3 },
            WeightedMetrics = weighted,
        };
        using var model = new LinearModel();
        model.SetWeights([[0, 0, 0], [0.5f]]);
        History plain = model.Fit(x, y, Options(weighted: false));
        Assert.Equal(0.25f * 7 / 2, plain["loss"][0], 1e-6f);
        model.SetWeights([[0, 0, 0], [0.75f]]);
        Assert.Equal(0.5f, model.Fit(x, y, Options(weighted: false))["mean_absolute_error"][0], 1e-6f);
        Assert.Equal((0.75f + (6 * 0.25f)) / 7, model.Fit(x, y, Options(weighted: true))["mean_absolute_error"][0], 1e-6f);
    }

    [Fact]
    public void ThePartialLastBatchCountsByItsSize()
    {
        using var model = new LinearModel();
        Evaluation whole = model.Evaluate(_plane.X, _plane.Y, new() { BatchSize = 40 });
        Evaluation parts = model.Evaluate(_plane.X, _plane.Y, new() { BatchSize = 17 });
        Assert.Equal(whole.Loss, parts.Loss, 1e-5f);
        Assert.Equal(whole["mean_absolute_error"], parts["mean_absolute_error"], 1e-5f);
    }
}
