using System.Numerics.Tensors;

namespace Compiled.EndToEnd.Tests;

/// <summary>Reproducible values in the shapes that a model takes.</summary>
internal static class TestData
{
    /// <summary>Integer inputs are below this number.</summary>
    public const int Ids = 6;

    /// <summary>Inputs and floating-point targets uniform in [−1, 1]; ids and labels uniform over theirs.</summary>
    /// <param name="steps">The length of sequences, for a model that takes any.</param>
    public static Batch Batch(Model model, int samples, int seed = 1, int steps = 1)
    {
        var random = new Random(seed);
        ModelSchema schema = model.Schema;
        OutputSchema[] outputs = [.. schema.Outputs.Where(o => o.Loss.Length > 0)];
        var batch = new Batch(
            [.. schema.Inputs.Select(i => new TensorSpec(i.Name, i.Shape, i.Element))],
            [.. outputs.Select(o => new TensorSpec(o.Name, o.TargetShape, o.TargetElement))],
            samples)
        {
            Steps = steps,
            Count = samples,
        };
        foreach (BatchBuffer input in batch.Inputs)
        {
            Fill(input.Floats, random);
            foreach (ref int id in input.Ints)
            {
                id = random.Next(Ids);
            }
        }

        for (int i = 0; i < outputs.Length; i++)
        {
            Fill(batch.Targets[i].Floats, random);
            foreach (ref int label in batch.Targets[i].Ints)
            {
                label = random.Next(outputs[i].Shape[^1]);
            }
        }

        return batch;
    }

    /// <summary>An input of a batch as a tensor.</summary>
    public static Tensor<float> Floats(Batch batch, int input) => ToTensor(batch, input, batch.Inputs[input].Floats);

    /// <inheritdoc cref="Floats"/>
    public static Tensor<int> Integers(Batch batch, int input) => ToTensor(batch, input, batch.Inputs[input].Ints);

    /// <summary>The inputs of a batch as a model's methods take them.</summary>
    public static TensorData[] Inputs(Batch batch) =>
        [.. batch.Inputs.ToArray().Select((input, i) => input.Spec.Element == ElementKind.Int32 ? (TensorData)Integers(batch, i) : Floats(batch, i))];

    /// <summary>The elements of a tensor, the last axis fastest.</summary>
    public static float[] Values(Tensor<float> tensor)
    {
        var values = new float[tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }

    private static Tensor<T> ToTensor<T>(Batch batch, int input, Span<T> values)
    {
        TensorSpec spec = batch.Inputs[input].Spec;
        return Tensor.Create(values[..(batch.Count * spec.Length)].ToArray(), [batch.Count, .. spec.Shape.Select(size => (nint)size)]);
    }

    private static void Fill(Span<float> values, Random random)
    {
        foreach (ref float value in values)
        {
            value = (2 * random.NextSingle()) - 1;
        }
    }
}
