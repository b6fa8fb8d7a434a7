namespace Compiled.EndToEnd.Tests;

/// <summary>One model's weights, used by many threads at once.</summary>
public sealed class ContextTests
{
    [Fact]
    public void Contexts_predict_on_their_own_threads_what_the_model_predicts()
    {
        using var model = new SmallClassifier(seed: 1);
        float[] x = [.. Enumerable.Range(0, 40).Select(i => MathF.Sin(i))];
        float[] expected = model.Predict(x);
        var results = new float[4][];
        Thread[] threads = [.. Enumerable.Range(0, results.Length).Select(i => new Thread(() =>
        {
            using PredictionContext context = model.CreateContext();
            results[i] = new float[expected.Length];
            for (int turn = 0; turn < 50; turn++)
            {
                context.Predict(x, results[i]);
            }
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.All(results, result => Assert.Equal(expected, result));
    }

    [Fact]
    public void A_wrong_number_of_values_is_named()
    {
        using var model = new SmallClassifier(seed: 1);
        var exception = Assert.Throws<ArgumentException>(() => model.Predict(new float[7], new float[3]));
        Assert.Contains("SmallClassifier", exception.Message);
        Assert.Contains("7", exception.Message);
    }

    [Fact]
    public void A_label_outside_the_classes_is_named_before_anything_is_trained()
    {
        using var model = new SmallClassifier(seed: 1);
        float[][] before = model.GetWeights();
        var exception = Assert.Throws<ArgumentException>(() => model.TrainOnBatch(new float[4], [3]));
        Assert.Contains("3", exception.Message);
        Assert.Equal(before, model.GetWeights());
    }
}
