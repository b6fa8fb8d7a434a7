namespace Compiled.EndToEnd.Tests;

/// <summary>Two dense layers of fixed weights, trained beside PyTorch.</summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy)]
[Input(4)]
[Dense(8, Activation = Activation.Tanh)]
[Dense(3, Activation = Activation.Softmax)]
public partial class SmallClassifier;

/// <summary>Ten steps of Adam end in the weights that they end in with PyTorch's gradients. Numbers: tests/Oracle/dense_training.py.</summary>
public sealed class TorchTrainingTests
{
    private static readonly float[] _losses =
        [1.1623755f, 1.1356602f, 1.1113901f, 1.0891721f, 1.0685889f, 1.0492886f, 1.0309535f, 1.0132730f, 0.9959616f, 0.9787711f];

    // The first elements of each weight.
    private static readonly float[][] _trained =
    [
        [0.5805529f, 0.1630151f, -0.4417503f, -0.5424780f, 0.2049276f, 0.5986528f],
        [-0.0002836f, 0.0188817f, -0.0436945f, 0.0387031f, -0.0186823f, -0.1311493f],
        [0.5049158f, -0.1545469f, -0.3622190f, 0.3298533f, 0.3180274f, -0.2733157f],
        [0.0304778f, 0.0000053f, 0.0637740f],
    ];

    [Fact]
    public void Ten_steps_end_where_they_end_with_PyTorch()
    {
        using var model = new SmallClassifier { Optimizer = new Adam(0.01f) };
        model.SetWeights([Wave(32, 1.3, 0.5), Wave(8, 0.9, 0.1), Wave(24, 1.7, 0.5), Wave(3, 1.1, 0.1)]);
        float[] x = Wave(24, 0.7, 1);
        int[] labels = [0, 1, 2, 2, 1, 0];
        var losses = new float[10];
        for (int step = 0; step < losses.Length; step++)
        {
            losses[step] = model.TrainOnBatch(x, labels);
        }

        Close.Equal(_losses, losses, 2e-6f, 0, "loss");
        float[][] weights = model.GetWeights();
        for (int i = 0; i < weights.Length; i++)
        {
            Close.Equal(_trained[i], weights[i].AsSpan(0, _trained[i].Length), 5e-6f, 0, $"weight {i}");
        }
    }

    private static float[] Wave(int count, double frequency, double scale) =>
        [.. Enumerable.Range(1, count).Select(i => (float)(scale * Math.Sin(frequency * i)))];
}
