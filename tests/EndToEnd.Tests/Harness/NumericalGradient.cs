namespace Compiled.EndToEnd.Tests;

/// <summary>The gradient of the training loss by central differences, and as training computes it.</summary>
internal static class NumericalGradient
{
    private const float Step = 1e-3f;

    /// <summary>What a step of plain gradient descent with rate 1 takes away from each weight: the gradient.</summary>
    public static float[][] ByTraining(ModelCase model, float[][] weights, Batch batch)
    {
        using Model trained = model.Create(1);
        trained.SetWeights(weights);
        trained.Optimizer = new SGD(1);
        trained.TrainOnBatch(batch);
        return [.. trained.GetWeights().Select((after, i) => after.Select((value, j) => weights[i][j] - value).ToArray())];
    }

    /// <summary>Element <paramref name="element"/> of weight <paramref name="weight"/>. Every loss is that of a first step, so that dropout draws the same masks.</summary>
    /// <param name="rounding">What four last places of the loss make of a difference: losses are floats.</param>
    public static float ByDifferences(ModelCase model, float[][] weights, Batch batch, int weight, int element, out float rounding)
    {
        float original = weights[weight][element];
        float above = original + Step;
        float below = original - Step;
        weights[weight][element] = above;
        float upper = Loss(model, weights, batch);
        weights[weight][element] = below;
        float lower = Loss(model, weights, batch);
        weights[weight][element] = original;
        float size = MathF.Max(MathF.Abs(upper), MathF.Abs(lower));
        rounding = 4 * (MathF.BitIncrement(size) - size) / (above - below);
        return (float)(((double)upper - lower) / ((double)above - below));
    }

    private static float Loss(ModelCase model, float[][] weights, Batch batch)
    {
        using Model fresh = model.Create(1);
        fresh.SetWeights(weights);
        fresh.Optimizer = new SGD(0);
        return fresh.TrainOnBatch(batch);
    }
}
