using System.Numerics.Tensors;

namespace Compiled;

/// <summary>Finds targets that no program may see: labels that name no class, and numbers that are none.</summary>
internal static class TargetChecks
{
    /// <exception cref="ArgumentException">A label is outside of its classes, or a target is NaN.</exception>
    public static void Check(Model model, Batch batch)
    {
        for (int i = 0; i < batch.Targets.Length; i++)
        {
            BatchBuffer buffer = batch.Targets[i];
            OutputSchema output = model.Schema.Outputs[model.Tables.TargetOutputs[i]];
            int length = batch.Count * buffer.Spec.Length;
            if (buffer.Spec.Element == ElementKind.Int32)
            {
                CheckLabels(model, output, buffer.Ints[..length], buffer.Spec.Length);
            }
            else
            {
                CheckNumbers(model, output, buffer.Floats[..length], buffer.Spec.Length);
            }
        }
    }

    private static void CheckLabels(Model model, OutputSchema output, ReadOnlySpan<int> labels, int perSample)
    {
        int classes = output.Shape.IsEmpty ? 1 : output.Shape[^1];
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
            {
                throw new ArgumentException($"{model.Schema.Name}: output {output.Name} has the {classes} classes 0 to {classes - 1}, but the label of sample {i / perSample} of the batch is {labels[i]}");
            }
        }
    }

    private static void CheckNumbers(Model model, OutputSchema output, ReadOnlySpan<float> targets, int perSample)
    {
        // One vectorised pass finds out whether to look closer; infinities of both signs also make a NaN.
        if (!float.IsNaN(TensorPrimitives.Sum(targets)))
        {
            return;
        }

        for (int i = 0; i < targets.Length; i++)
        {
            if (float.IsNaN(targets[i]))
            {
                throw new ArgumentException($"{model.Schema.Name}: the target of output {output.Name} for sample {i / perSample} of the batch is NaN (element {i % perSample})");
            }
        }
    }
}
