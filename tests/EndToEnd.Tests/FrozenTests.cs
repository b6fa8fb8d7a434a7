namespace Compiled.EndToEnd.Tests;

/// <summary>Frozen parts keep their weights to the bit, while what comes before and after them learns.</summary>
public sealed class FrozenTests
{
    [Fact]
    public void Training_changes_only_what_is_not_frozen()
    {
        using var model = new FrozenModel(seed: 1);
        float[][] before = model.GetWeights();
        for (int step = 0; step < 3; step++)
        {
            model.TrainOnBatch(TestData.Batch(model, 8, seed: step));
        }

        float[][] after = model.GetWeights();
        for (int i = 0; i < before.Length; i++)
        {
            bool isFrozen = model.Weights[i].Name.StartsWith("encoder/", StringComparison.Ordinal) || model.Weights[i].Name.StartsWith("fixed/", StringComparison.Ordinal);
            Assert.Equal(!isFrozen, model.Weights[i].IsTrainable);
            Assert.Equal(isFrozen, before[i].AsSpan().SequenceEqual(after[i]));
        }

        Assert.Equal(99 - 43 - 20, model.TrainableParameterCount);
    }

    /// <summary>The model inside is a view of the outer model's weights, not a copy.</summary>
    [Fact]
    public void A_model_inside_shares_its_weights_with_the_outer_one()
    {
        using var model = new NestedModel(seed: 1);
        float[] kernel = model.Encoder.Layers["dense"].Kernel.ToArray();
        Assert.Equal(model.Weights.Single(w => w.Name == "encoder/dense/kernel").ToArray(), kernel);
        model.TrainOnBatch(TestData.Batch(model, 8));
        float[] trained = model.Encoder.Layers["dense"].Kernel.ToArray();
        Assert.NotEqual(kernel, trained);
        Assert.Equal(model.Weights.Single(w => w.Name == "encoder/dense/kernel").ToArray(), trained);
    }
}
