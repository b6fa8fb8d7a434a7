namespace Compiled.Runtime.Tests;

public class ConstraintTests
{
    [Fact]
    public void NonNegLiftsToZero() => Assert.Equal([0f, 0, 2, 0], Apply(new(Constraint.NonNeg, []), [-1f, 0, 2, -3], [2, 2]));

    [Fact]
    public void MaxNormShrinksColumnsThatAreTooLong() =>
        Assert.Equal([1.2f, 0.3f, 1.6f, 0.4f], Apply(new(Constraint.MaxNorm, []), [3f, 0.3f, 4, 0.4f], [2, 2]), new Close(1e-6f));

    [Fact]
    public void UnitNormMakesEveryColumnOne() =>
        Assert.Equal([0.6f, 0.6f, 0.8f, 0.8f], Apply(new(Constraint.UnitNorm, []), [3f, 0.3f, 4, 0.4f], [2, 2]), new Close(1e-6f));

    [Fact]
    public void MinMaxNormMovesByItsRate() =>
        Assert.Equal([1.8f, 0.45f, 2.4f, 0.6f], Apply(new(Constraint.MinMaxNorm, [1, 1, 0.5f]), [3f, 0.3f, 4, 0.4f], [2, 2]), new Close(1e-5f));

    [Fact]
    public void AVectorHasOneNorm() => Assert.Equal([0.6f, 0.8f], Apply(new(Constraint.UnitNorm, []), [3f, 4], [2]), new Close(1e-6f));

    [Fact]
    public void TrainingHoldsAWeightToItsConstraint()
    {
        (float[] x, float[] y) = FitTests.Plane(50);
        using var model = new LinearModel(seed: 1, schema: LinearModel.Table(3, 1, constraint: new(Constraint.NonNeg, [])));
        model.Fit(x, y, new() { Epochs = 20, Optimizer = new SGD(0.2f) });
        Assert.All(model.Layers["dense"].Kernel.ToArray(), weight => Assert.True(weight >= 0));
        Assert.Contains(0f, model.Layers["dense"].Kernel.ToArray());
    }

    private static float[] Apply(WeightConstraint constraint, float[] values, int[] shape)
    {
        WeightConstraints.Apply(constraint, values, [.. shape]);
        return values;
    }
}
