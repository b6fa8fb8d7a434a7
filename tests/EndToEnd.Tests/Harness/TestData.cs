using System.Numerics.Tensors;

namespace Compiled.EndToEnd.Tests;

/// <summary>Reproducible values in the shapes that a model takes.</summary>
internal static class TestData
{
    /// <summary>Inputs and floating-point targets uniform in [−1, 1]; labels uniform over the classes.</summary>
    public static Batch Batch(Model model, int samples, int seed = 1)
    {
        var random = new Random(seed);
        ModelSchema schema = model.Schema;
        OutputSchema[] outputs = [.. schema.Outputs.Where(o => o.Loss.Length > 0)];
        var batch = new Batch(
            [.. schema.Inputs.Select(i => new TensorSpec(i.Name, i.Shape, i.Element))],
            [.. outputs.Select(o => new TensorSpec(o.Name, o.TargetShape, o.TargetElement))],
            samples)
        {
            Count = samples,
        };
        foreach (BatchBuffer input in batch.Inputs)
        {
            Fill(input.Floats, random);
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

    /// <summary>The inputs of a batch as tensors.</summary>
    public static Tensor<float>[] Inputs(Batch batch)
    {
        var tensors = new Tensor<float>[batch.Inputs.Length];
        for (int i = 0; i < tensors.Length; i++)
        {
            TensorSpec spec = batch.Inputs[i].Spec;
            tensors[i] = Tensor.Create(batch.Inputs[i].Floats[..(batch.Count * spec.Length)].ToArray(), [batch.Count, .. spec.Shape.Select(size => (nint)size)]);
        }

        return tensors;
    }

    /// <summary>The elements of a tensor, the last axis fastest.</summary>
    public static float[] Values(Tensor<float> tensor)
    {
        var values = new float[tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }

    private static void Fill(Span<float> values, Random random)
    {
        foreach (ref float value in values)
        {
            value = (2 * random.NextSingle()) - 1;
        }
    }
}
