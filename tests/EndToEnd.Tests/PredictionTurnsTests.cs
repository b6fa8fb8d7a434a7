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
    /// <summary>To the bit; but a sample alone may add in another order.</summary>
    [Fact]
    public void Predictions_do_not_depend_on_how_many_samples_share_a_turn()
    {
        const int Samples = 70, Values = 128 * 128;
        using var model = new LargeImageModel(seed: 1);
        float[] x = [.. Enumerable.Range(0, Samples * Values).Select(i => MathF.Sin(i))];
        float[] all = model.Predict(x);
        foreach (int sample in (int[])[0, 31, 32, 63, 64, 68])
        {
            Assert.Equal(all[(2 * sample)..(2 * (sample + 2))], model.Predict(x[(sample * Values)..((sample + 2) * Values)]));
            float[] alone = model.Predict(x[(sample * Values)..((sample + 1) * Values)]);
            Assert.Equal(all[2 * sample], alone[0], 1e-6f);
            Assert.Equal(all[(2 * sample) + 1], alone[1], 1e-6f);
        }
    }
}
