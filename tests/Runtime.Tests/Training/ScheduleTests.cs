namespace Compiled.Runtime.Tests;

public class ScheduleTests
{
    [Theory]
    [InlineData(0, 0.1f)]
    [InlineData(10, 0.05f)]
    [InlineData(15, 0.0353553f)]
    public void ExponentialDecayMultiplies(long step, float rate) => Assert.Equal(rate, new ExponentialDecay(0.1f, 10, 0.5f).At(step), 1e-6f);

    [Fact]
    public void AStaircaseFallsAtItsSteps() => Assert.Equal(0.05f, new ExponentialDecay(0.1f, 10, 0.5f, staircase: true).At(19), 1e-6f);

    [Theory]
    [InlineData(0, 0.1f)]
    [InlineData(10, 0.0666667f)]
    [InlineData(20, 0.05f)]
    public void InverseTimeDecayDivides(long step, float rate) => Assert.Equal(rate, new InverseTimeDecay(0.1f, 10, 0.5f).At(step), 1e-6f);

    [Theory]
    [InlineData(0, 0.1f)]
    [InlineData(5, 0.0325f)]
    [InlineData(10, 0.01f)]
    [InlineData(50, 0.01f)]
    public void PolynomialDecayEnds(long step, float rate) => Assert.Equal(rate, new PolynomialDecay(0.1f, 10, 0.01f, 2).At(step), 1e-6f);

    [Fact]
    public void ACycleBeginsAgainWithMoreToGo() => Assert.Equal(0.01f + (0.09f * 0.25f), new PolynomialDecay(0.1f, 10, 0.01f, cycle: true).At(15), 1e-6f);

    [Theory]
    [InlineData(0, 1f)]
    [InlineData(100, 1f)]
    [InlineData(101, 0.5f)]
    [InlineData(111, 0.1f)]
    public void PiecewiseConstantDecayHasABoundaryInTheStretchBeforeIt(long step, float rate) =>
        Assert.Equal(rate, new PiecewiseConstantDecay([100, 110], [1f, 0.5f, 0.1f]).At(step));

    [Theory]
    [InlineData(0, 0.1f)]
    [InlineData(50, 0.06f)]
    [InlineData(100, 0.02f)]
    [InlineData(200, 0.02f)]
    public void CosineDecayKeepsAlpha(long step, float rate) => Assert.Equal(rate, new CosineDecay(0.1f, 100, alpha: 0.2f).At(step), 1e-6f);

    [Theory]
    [InlineData(0, 0f)]
    [InlineData(5, 0.05f)]
    [InlineData(10, 0.1f)]
    [InlineData(60, 0.05f)]
    [InlineData(110, 0f)]
    public void CosineDecayWarmsUp(long step, float rate) => Assert.Equal(rate, new CosineDecay(0, 100, warmUpTarget: 0.1f, warmUpSteps: 10).At(step), 1e-6f);

    [Theory]
    [InlineData(0, 1f)]
    [InlineData(5, 0.5f)]
    [InlineData(10, 0.5f)]
    [InlineData(20, 0.25f)]
    [InlineData(30, 0.25f)]
    [InlineData(50, 0.125f)]
    public void CosineDecayRestartsLongerAndLower(long step, float rate) =>
        Assert.Equal(rate, new CosineDecayRestarts(1, 10, lengthFactor: 2, heightFactor: 0.5f).At(step), 1e-5f);

    [Fact]
    public void RestartsOfEqualLengthRepeat() => Assert.Equal(0.5f, new CosineDecayRestarts(1, 10, lengthFactor: 1).At(35), 1e-6f);

    [Theory]
    [InlineData(0, 0.025f)]
    [InlineData(2, 0.075f)]
    [InlineData(3, 0.1f)]
    [InlineData(13, 0.05f)]
    public void WarmUpLeadsIntoWhatFollows(long step, float rate) => Assert.Equal(rate, new WarmUp(3, new ExponentialDecay(0.1f, 10, 0.5f)).At(step), 1e-6f);

    [Fact]
    public void ImpossibleSchedulesAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialDecay(0.1f, 0, 0.5f));
        Assert.Throws<ArgumentException>(() => new PiecewiseConstantDecay([1, 2], [1f, 2f]));
        Assert.Throws<ArgumentException>(() => new PiecewiseConstantDecay([2, 1], [1f, 2f, 3f]));
        Assert.Throws<ArgumentOutOfRangeException>(() => (LearningRateSchedule)float.NaN);
    }

    [Fact]
    public void AScheduleCountsTheStepsOfTheOptimizer()
    {
        using var model = new LinearModel();
        model.Optimizer = new SGD(new ExponentialDecay(0.1f, 1, 0.5f));
        model.TrainOnBatch([1, 2, 3], [1f]);
        model.TrainOnBatch([1, 2, 3], [1f]);
        Assert.Equal(0.025f, model.Optimizer.CurrentLearningRate, 1e-6f);
    }
}
