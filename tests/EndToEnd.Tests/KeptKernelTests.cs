namespace Compiled.EndToEnd.Tests;

/// <summary>Contexts keep kernels of convolutions in the form that they multiply by: never those of other weights.</summary>
public sealed class KeptKernelTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public void Predictions_are_of_the_weights_as_they_are(int samples)
    {
        using var model = new LeNet(seed: 1);
        using PredictionContext context = model.CreateContext();
        Batch batch = TestData.Batch(model, 16);
        float[] x = batch.Inputs[0].Floats[..(samples * 28 * 28)].ToArray();
        string file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            model.Save(file);
            float[] first = Check(model, context, x);
            model.TrainOnBatch(batch);
            float[] second = Check(model, context, x);
            Assert.NotEqual(first, second);

            ModelWeight kernel = model.Weights.Single(weight => weight.Name == "conv2d_1/kernel");
            kernel.Set([.. Enumerable.Range(0, kernel.Length).Select(i => MathF.Sin(i) / 20)]);
            float[] third = Check(model, context, x);
            Assert.NotEqual(second, third);

            // Another number of pictures may take another filter, in the same memory.
            foreach (int pictures in (int[])[3, 1, 16, 2])
            {
                Check(model, context, batch.Inputs[0].Floats[..(pictures * 28 * 28)].ToArray());
            }

            model.Load(file);
            Assert.Equal(first, Check(model, context, x));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>What a model and a context have predicted before, and what a clone that never has, predict: the same bits.</summary>
    private static float[] Check(LeNet model, PredictionContext context, float[] x)
    {
        using var clone = (LeNet)model.Clone();
        float[] expected = clone.Predict(x), predicted = new float[expected.Length];
        for (int again = 0; again < 2; again++)
        {
            context.Predict(x, predicted);
            Assert.Equal(expected, predicted);
            Assert.Equal(expected, model.Predict(x));
        }

        return expected;
    }
}
