using Compiled;

namespace Digits;

/// <summary>A picture that the network read wrongly.</summary>
internal sealed record Misreading(int Actual, int Predicted, float Probability, float[] Pixels);

/// <summary>All pictures of a data set read by a network.</summary>
internal sealed class TestReading
{
    private const int Pixels = 28 * 28;
    private const int Classes = 10;
    private const int BatchSize = 256;
    private readonly List<Misreading> _misreadings = [];

    public TestReading(DigitClassifier model, Dataset pictures)
    {
        var probabilities = new float[BatchSize * Classes];
        using BatchReader reader = pictures.CreateReader(BatchSize);
        reader.Begin(epoch: 0);
        while (reader.TryRead(out Batch? batch))
        {
            ReadOnlySpan<float> images = batch.Inputs[0].Floats[..(batch.Count * Pixels)];
            ReadOnlySpan<int> labels = batch.Targets[0].Ints[..batch.Count];
            model.Predict(images, probabilities.AsSpan(0, batch.Count * Classes));
            for (int i = 0; i < batch.Count; i++)
            {
                Add(labels[i], probabilities.AsSpan(i * Classes, Classes), images.Slice(i * Pixels, Pixels));
            }
        }
    }

    /// <summary>How often each digit was read as each digit.</summary>
    public ConfusionMatrix Confusion { get; } = new();

    /// <summary>The pictures read wrongly, those first that the network was surest of.</summary>
    public IReadOnlyList<Misreading> Misreadings => [.. _misreadings.OrderByDescending(m => m.Probability)];

    private void Add(int actual, ReadOnlySpan<float> probabilities, ReadOnlySpan<float> pixels)
    {
        int predicted = 0;
        for (int digit = 1; digit < Classes; digit++)
        {
            predicted = probabilities[digit] > probabilities[predicted] ? digit : predicted;
        }

        Confusion.Add(actual, predicted);
        if (predicted != actual)
        {
            _misreadings.Add(new(actual, predicted, probabilities[predicted], pixels.ToArray()));
        }
    }
}
