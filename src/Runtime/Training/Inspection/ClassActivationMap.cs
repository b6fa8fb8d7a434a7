using System.Numerics.Tensors;

namespace Compiled;

/// <summary>Weighs the channels of a layer by the mean slope of a score and sums them up, equations (1) and (2) of Grad-CAM.</summary>
internal static class ClassActivationMap
{
    /// <param name="inspection">Has run with the score's weights.</param>
    /// <param name="layer">Its row.</param>
    /// <param name="channels">The size of the output's last axis.</param>
    /// <param name="maps">Receives a value for each position of each sample of the turn.</param>
    public static void Write(Inspection inspection, int layer, int channels, Span<float> maps)
    {
        int positions = maps.Length / inspection.Count;
        float[] weights = new float[channels];
        for (int sample = 0; sample < inspection.Count; sample++)
        {
            int first = sample * positions * channels;
            ReadOnlySpan<float> gradients = inspection.Gradients(layer).Slice(first, positions * channels);
            ReadOnlySpan<float> activations = inspection.Activations(layer).Slice(first, positions * channels);
            Array.Clear(weights);
            for (int position = 0; position < positions; position++)
            {
                TensorPrimitives.Add(weights, gradients.Slice(position * channels, channels), weights);
            }

            // The mean over positions is only a factor, which the division by the maximum takes away again.
            Span<float> map = maps.Slice(sample * positions, positions);
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
    }
}
