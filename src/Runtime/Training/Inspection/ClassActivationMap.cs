using System.Numerics.Tensors;

namespace Compiled;

/// <summary>Weighs the channels of a layer by the mean slope of a score and sums them up, equations (1) and (2) of Grad-CAM.</summary>
internal static class ClassActivationMap
{
    /// <param name="inspection">Has run with the score's weights.</param>
    /// <param name="layer">Its row.</param>
    /// <param name="shape">The sizes of its output: positions, then channels.</param>
    public static Tensor<float> Of(Inspection inspection, int layer, IReadOnlyList<int> shape)
    {
        int channels = shape[^1];
        int positions = Sizes.Product([.. shape.SkipLast(1)]);
        float[] maps = new float[inspection.Samples * positions];
        float[] weights = new float[channels];
        for (int sample = 0; sample < inspection.Samples; sample++)
        {
            int first = sample * positions * channels;
            ReadOnlySpan<float> gradients = inspection.GradientValues(layer).Slice(first, positions * channels);
            ReadOnlySpan<float> activations = inspection.ActivationValues(layer).Slice(first, positions * channels);
            Array.Clear(weights);
            for (int position = 0; position < positions; position++)
            {
                TensorPrimitives.Add(weights, gradients.Slice(position * channels, channels), weights);
            }

            // The mean over positions is only a factor, which the division by the maximum takes away again.
            Span<float> map = maps.AsSpan(sample * positions, positions);
            for (int position = 0; position < positions; position++)
            {
                map[position] = Math.Max(TensorPrimitives.Dot(weights, activations.Slice(position * channels, channels)), 0);
            }

            float most = TensorPrimitives.Max<float>(map);
            if (most > 0)
            {
                TensorPrimitives.Divide(map, most, map);
            }
        }

        return Tensors.Create(maps, [inspection.Samples, .. shape.Take(shape.Count - 1)]);
    }
}
