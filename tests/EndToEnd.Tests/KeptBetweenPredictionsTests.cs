namespace Compiled.EndToEnd.Tests;

/// <summary>Contexts keep what is made of weights alone, kernels of convolutions and products of an embedding's rows: never of other weights.</summary>
[Collection("alone")]
public sealed class KeptBetweenPredictionsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public void Kernels_of_convolutions_are_of_the_weights_as_they_are(int samples)
    {
        using var model = new LeNet(seed: 1);
        Check(model, samples, "conv2d_1/kernel");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public void Products_of_an_embedding_are_of_the_weights_as_they_are(int samples)
    {
        foreach (string weight in (string[])["embedding/embeddings", "lstm/kernel", "lstm/recurrent_kernel", "lstm/bias"])
        {
            using var model = new SentimentModel(seed: 1);
            Check(model, samples, weight);
        }

        foreach (string weight in (string[])["embedding/embeddings", "gru/kernel", "gru/recurrent_kernel", "gru/bias"])
        {
            using var model = new FiveTokens(seed: 1);
            Check(model, samples, weight);
        }
    }

    /// <summary>Threads share what is kept of a table, and each keeps the panels that it multiplies by.</summary>
    [Fact]
    public void Parts_of_a_batch_are_of_the_weights_as_they_are()
    {
        using var tiles = new SmallTiles();
        foreach (string weight in (string[])["embedding/embeddings", "lstm/kernel", "lstm/recurrent_kernel"])
        {
            using var model = new SentimentModel(seed: 1) { Threads = 2 };
            Check(model, 33, weight);
        }
    }

    private static void Check(Model model, int samples, string weight)
    {
        using PredictionContext context = model.CreateContext(model.Threads);
        Batch batch = TestData.Batch(model, 16);
        TensorData[] x = TestData.Inputs(TestData.Batch(model, samples));
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            model.Save(file);
            float[] first = Predict(model, context, samples, x);
            model.TrainOnBatch(batch);
            float[] second = Predict(model, context, samples, x);
            Assert.NotEqual(first, second);

            ModelWeight values = model.Weights.Single(w => w.Name == weight);
            values.Set([.. Enumerable.Range(0, values.Length).Select(i => MathF.Sin(i) / 20)]);
            float[] third = Predict(model, context, samples, x);
            Assert.NotEqual(second, third);

            // Other samples in the same memory; another number of pictures may take another filter.
            foreach (int others in (int[])[3, 1, 16, 2])
            {
                Predict(model, context, others, TestData.Inputs(TestData.Batch(model, others, seed: others)));
            }

            model.Load(file);
            Assert.Equal(first, Predict(model, context, samples, x));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>What a model and a context have predicted before, and what a clone that never has, predict: the same bits.</summary>
    private static float[] Predict(Model model, PredictionContext context, int samples, TensorData[] x)
    {
        using Model clone = model.Clone();
        float[] expected = TestData.Values(clone.PredictAll(x).Single()), predicted = new float[expected.Length];
        for (int again = 0; again < 2; again++)
        {
            context.Predict(samples, x, [predicted]);
            Assert.Equal(expected, predicted);
            Assert.Equal(expected, TestData.Values(model.PredictAll(x).Single()));
        }

        return expected;
    }
}
