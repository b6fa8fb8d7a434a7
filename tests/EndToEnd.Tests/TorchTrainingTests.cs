namespace Compiled.EndToEnd.Tests;

/// <summary>Two dense layers of fixed weights, trained beside PyTorch.</summary>
[Model(Loss = Loss.SparseCategoricalCrossentropy)]
[Input(4)]
[Dense(8, Activation = Activation.Tanh)]
[Dense(3, Activation = Activation.Softmax)]
public partial class SmallClassifier;

/// <summary>Ten steps of Adam end in the weights that PyTorch's ten steps end in. Numbers: tests/Oracle/dense_training.py.</summary>
public sealed class TorchTrainingTests
{
    private static readonly float[] _losses =
        [1.1623755f, 1.1356590f, 1.1113886f, 1.0891707f, 1.0685878f, 1.0492878f, 1.0309528f, 1.0132725f, 0.9959612f, 0.9787707f];

    // The first elements of each weight.
    private static readonly float[][] _trained =
    [
        [0.5805543f, 0.1630129f, -0.4417511f, -0.5424804f, 0.2049289f, 0.5986532f],
        [-0.0002858f, 0.0188810f, -0.0437131f, 0.0387046f, -0.0186801f, -0.1311574f],
        [0.5049125f, -0.1545431f, -0.3621641f, 0.3298568f, 0.3180259f, -0.2733066f],
        [0.0304720f, 0.0000044f, 0.0637737f],
    ];

    [Fact]
    public void Ten_steps_end_where_PyTorch_ends()
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
