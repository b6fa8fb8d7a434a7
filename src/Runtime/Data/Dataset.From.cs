namespace Compiled;

public abstract partial class Dataset
{
    /// <summary>Samples to predict, without targets.</summary>
    /// <param name="inputs">The first axis counts the samples; a flat array holds one number a sample.</param>
    public static Dataset From(TensorData inputs) => From([inputs], []);

    /// <summary>Samples with one input and one target.</summary>
    /// <param name="inputs">The first axis counts the samples; a flat array holds one number a sample.</param>
    /// <param name="targets">As many samples; integers are class labels.</param>
    /// <param name="sampleWeights">How much each sample counts in the loss; null where all count the same.</param>
    /// <exception cref="ArgumentException">The numbers of samples differ; the message has both.</exception>
    public static Dataset From(TensorData inputs, TensorData targets, float[]? sampleWeights = null)
        => From([inputs], [targets], sampleWeights);

    /// <summary>Samples with several inputs and targets, each in the model's order.</summary>
    /// <inheritdoc cref="From(TensorData, TensorData, float[])"/>
    public static Dataset From(TensorData[] inputs, TensorData[] targets, float[]? sampleWeights = null)
        => new MemoryDataset(Specs(inputs, "input"), inputs, Specs(targets, "target"), targets, sampleWeights?.AsMemory());

    /// <summary>Samples that are made when they are read, for example from files; they can be read in any order.</summary>
    /// <param name="count">The number of samples.</param>
    /// <param name="inputs">Shape and type of each input.</param>
    /// <param name="targets">Shape and type of each target.</param>
    /// <param name="write">Fills the sample with the given index, the same at every call; called from any thread.</param>
    public static Dataset From(int count, IEnumerable<TensorSpec> inputs, IEnumerable<TensorSpec> targets, SampleWriter<int> write)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return new FunctionDataset(count, [.. inputs], [.. targets], write);
    }

    /// <summary>Samples from a sequence, in its order; every epoch goes through the sequence anew.</summary>
    /// <param name="items">Can be gone through again and again.</param>
    /// <param name="inputs">Shape and type of each input.</param>
    /// <param name="targets">Shape and type of each target.</param>
    /// <param name="write">Fills a sample from an item.</param>
    public static Dataset From<T>(IEnumerable<T> items, IEnumerable<TensorSpec> inputs, IEnumerable<TensorSpec> targets, SampleWriter<T> write)
        => new StreamDataset<T>(items, [.. inputs], [.. targets], write);

    /// <summary>Samples from a sequence of pairs of input and target; the first pair tells the sizes.</summary>
    /// <inheritdoc cref="From{T}"/>
    /// <exception cref="ArgumentException">The sequence is empty. While reading: an array has another length than in the first pair.</exception>
    public static Dataset From(IEnumerable<(float[] Input, float[] Target)> items)
    {
        (float[] input, float[] target) = First(items);
        return From(items, [new TensorSpec("input", [input.Length])], [new TensorSpec("target", [target.Length])], static (item, sample) =>
        {
            Copy(item.Input, sample.Input(), "input");
            Copy(item.Target, sample.Target(), "target");
        });
    }

    /// <summary>Samples from a sequence of pairs of input and class label; the first pair tells the sizes.</summary>
    /// <inheritdoc cref="From(IEnumerable{ValueTuple{float[], float[]}})"/>
    public static Dataset From(IEnumerable<(float[] Input, int Label)> items)
        => From(items, [new TensorSpec("input", [First(items).Input.Length])], [new TensorSpec("target", [], ElementKind.Int32)], static (item, sample) =>
        {
            Copy(item.Input, sample.Input(), "input");
            sample.IntegerTarget()[0] = item.Label;
        });

    private static IReadOnlyList<TensorSpec> Specs(TensorData[] values, string name)
        => [.. values.Select((part, i) => part.ToSpec(values.Length == 1 ? name : $"{name}{i}"))];

    private static T First<T>(IEnumerable<T> items)
    {
        foreach (T item in items)
        {
            return item;
        }

        throw new ArgumentException("The sequence has no samples, so their sizes are unknown.", nameof(items));
    }

    private static void Copy(float[] values, Span<float> destination, string name)
    {
        if (values.Length != destination.Length)
        {
            throw new ArgumentException($"A sample's {name} has {Wording.Count(values.Length, "value")}, but the first one has {destination.Length}.");
        }

        values.CopyTo(destination);
    }
}
