namespace Compiled.EndToEnd.Tests;

/// <summary>An image's values after its convolution take a mebibyte: 64 of them fill the workspace that a prediction may take.</summary>
[Model(Loss = Loss.MeanSquaredError)]
[Input(128, 128, 1)]
[Conv2D(16, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[GlobalAveragePooling2D]
[Dense(2)]
public partial class LargeImageModel;

public sealed class PredictionTurnsTests
{
    [Fact]
    public void Predictions_do_not_depend_on_how_many_samples_share_a_turn()
    {
        const int Samples = 70;
        using var model = new LargeImageModel(seed: 1);
        float[] x = [.. Enumerable.Range(0, Samples * 128 * 128).Select(i => MathF.Sin(i))];
        float[] all = model.Predict(x);
        foreach (int sample in (int[])[0, 31, 32, 63, 64, 69])
        {
            float[] alone = model.Predict(x[(sample * 128 * 128)..((sample + 1) * 128 * 128)]);
            Assert.Equal(alone, all[(2 * sample)..(2 * (sample + 1))]);
        }
    }
}
