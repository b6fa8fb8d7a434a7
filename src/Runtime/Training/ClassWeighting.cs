using System.Numerics.Tensors;

namespace Compiled;

/// <summary>Class weights as factors of samples: the weight of the class that a label, or the largest element of a one-hot target, names.</summary>
internal static class ClassWeighting
{
    /// <summary>One factor for each class, 1 where none is given.</summary>
    /// <exception cref="ArgumentException">Several outputs of the model have a loss, it has a class for each step or place, or a class is none of the output's.</exception>
    public static float[] ToTable(ModelSchema schema, IReadOnlyDictionary<int, float> weights)
    {
        OutputSchema[] outputs = [.. schema.Outputs.Where(output => output.Loss.Length > 0)];
        if (outputs is not [var output])
        {
            throw new ArgumentException($"{schema.Name} has {Wording.Count(outputs.Length, "output")} with a loss; class weights are for models with one. Use sample weights.");
        }

        // A class is an integer of no sizes, or a row: what has more is classes of steps or places, while weights are of samples.
        if (output.TargetShape.Length > (output.TargetElement == ElementKind.Int32 ? 0 : 1))
        {
            throw new ArgumentException(
                $"{schema.Name}: targets of output '{output.Name}' have the shape {Wording.Shape(output.TargetShape.Select(size => size == Length.Any ? "any" : size.ToString(System.Globalization.CultureInfo.InvariantCulture)))}, a class for each place; class weights are for one class a sample. Use sample weights, or leave places out by a mask.");
        }

        int last = output.Shape.IsEmpty ? 1 : output.Shape[^1];
        float[] table = new float[Math.Max(last, 2)];
        Array.Fill(table, 1);
        foreach ((int label, float weight) in weights)
        {
            if ((uint)label >= (uint)table.Length)
            {
                throw new ArgumentException($"{schema.Name}: output '{output.Name}' has the classes 0 to {table.Length - 1}; a weight was given for class {label}");
            }

            if (!(weight >= 0) || float.IsInfinity(weight))
            {
                throw new ArgumentException($"{schema.Name}: the weight of class {label} is {weight}; weights are finite and not negative");
            }

            table[label] = weight;
        }

        return table;
    }

    /// <summary>What each sample of a batch counts: its own weight times that of its class.</summary>
    /// <param name="classWeights">One factor for each class of the first output; empty for 1 each.</param>
    public static void Fill(Span<float> weights, Batch batch, ReadOnlySpan<float> classWeights)
    {
        if (batch.HasSampleWeights)
        {
            batch.SampleWeights.CopyTo(weights);
        }
        else
        {
            weights.Fill(1);
        }

        if (!classWeights.IsEmpty)
        {
            Apply(classWeights, batch.Targets[0], weights);
        }
    }

    private static void Apply(ReadOnlySpan<float> table, BatchBuffer targets, Span<float> weights)
    {
        int length = targets.Spec.Length;
        for (int i = 0; i < weights.Length; i++)
        {
            int label = targets.Spec.Element == ElementKind.Int32
                ? targets.Ints[i * length]
                : length > 1 ? TensorPrimitives.IndexOfMax<float>(targets.Floats.Slice(i * length, length)) : (int)targets.Floats[i];
            if ((uint)label < (uint)table.Length)
            {
                weights[i] *= table[label];
            }
        }
    }
}
