namespace Compiled.EndToEnd.Tests;

public sealed class LocalResponseNormalizationTests
{
    /// <summary>Values by PyTorch 1.13 for sin(1), sin(2) …: local_response_norm(x, 4, alpha = 2, beta = 0.75, k = 2), whose alpha is divided by the size.</summary>
    [Fact]
    public void A_layer_of_ones_own_normalizes_as_PyTorch_does()
    {
        float[] expected =
        [
            0.392174714f, 0.42264579f, 0.060939011f, -0.318594544f, -0.443590267f, -0.129601674f, 0.31146073f, 0.45828195f, 0.183640617f, -0.226199026f, -0.452697726f, -0.24842823f,
            0.20646354f, 0.458834973f, 0.297891672f, -0.120173031f, -0.422071784f, -0.348294094f, 0.077055499f, 0.424277457f, 0.388818905f, -0.003766078f, -0.36063202f, -0.421975642f,
        ];
        using var model = new NormalizedChannels();
        using PredictionContext context = model.CreateContext();
        float[][] predictions = [new float[expected.Length]];
        context.Predict(2, [Enumerable.Range(1, expected.Length).Select(i => MathF.Sin(i)).ToArray()], predictions);
        Close.Equal(expected, predictions[0], 1e-6f, 1e-5f, nameof(NormalizedChannels));
    }
}
