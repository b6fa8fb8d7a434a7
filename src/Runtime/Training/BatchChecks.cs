using System.Numerics.Tensors;

namespace Compiled;

/// <summary>Finds values that no program may learn from: labels that name no class, and numbers that are none.</summary>
internal static class BatchChecks
{
    /// <summary>Sees whether targets are of the kind that the output's loss takes.</summary>
    /// <param name="target">Which target, in the model's order.</param>
    /// <param name="given">What was given.</param>
    /// <param name="perSample">How many values were given for a sample.</param>
    /// <exception cref="ArgumentException">They are of the other kind; the message says in which form, or with which loss, they serve.</exception>
    public static void CheckElement(Model model, int target, ElementKind given, long perSample)
    {
        TensorSpec spec = model.Tables.TargetSpecs[target];
        if (given == spec.Element)
        {
            return;
        }

        const string Categorical = "CategoricalCrossentropy", Sparse = "Sparse";
        string loss = model.Schema.Outputs[model.Tables.TargetOutputs[target]].Loss;
        string advice = (spec.Element, perSample) switch
        {
            (ElementKind.Int32, > 1) when loss.StartsWith(Sparse + Categorical, StringComparison.Ordinal) =>
                $"One-hot rows go with Loss.{loss[Sparse.Length..]}; class labels are an int[] with one number a sample",
            (ElementKind.Int32, _) => "Give the class labels as an int[]",
            (_, 1) when loss.StartsWith(Categorical, StringComparison.Ordinal) =>
                $"Class labels go with Loss.{Sparse}{loss}; Labels.OneHot makes rows of them",
            (_, 1) => "Give floats, for example Array.ConvertAll(labels, label => (float)label)",
            _ => "Give floats",
        };
        throw new ArgumentException($"{model.Schema.Name}: target {spec} was given {Wording.Values(given)}. {advice}.");
    }

    /// <summary>Sees whether there is one target a sample where the output has several places, as of a network that forgot to flatten.</summary>
    /// <param name="target">Which target, in the model's order.</param>
    /// <param name="values">How many values were given.</param>
    /// <param name="samples">For how many samples.</param>
    /// <exception cref="ArgumentException">It is so; the message has both shapes.</exception>
    public static void CheckPlaces(Model model, int target, long values, int samples)
    {
        TensorSpec spec = model.Tables.TargetSpecs[target];
        OutputSchema output = model.Schema.Outputs[model.Tables.TargetOutputs[target]];
        int ofOnePlace = spec.Element == ElementKind.Int32 || output.Shape.IsEmpty ? 1 : output.Shape[^1];
        if (samples > 0 && output.Shape.Length > 1 && spec.Length != ofOnePlace && values == (long)samples * ofOnePlace)
        {
            throw new ArgumentException(
                $"{model.Schema.Name}: target {spec} was given one for each sample, but output '{output.Name}' of shape {Wording.Shape(output.Shape)} takes one for each of its {spec.Length / ofOnePlace} places. Put [Flatten], a global pooling, or a recurrent layer without ReturnSequences before the last layers; or give a target for every place, as Sequences.NextTokens(…, everyStep: true) does for steps.");
        }
    }

    /// <exception cref="ArgumentException">A label is outside of its classes, an id outside of its vocabulary, an input is NaN, or a target or a sample weight is not finite.</exception>
    public static void Check(Model model, Batch batch)
    {
        IdChecks.Check(model, batch);
        foreach (BatchBuffer buffer in batch.Inputs)
        {
            if (buffer.Spec.Element == ElementKind.Float32)
            {
                CheckNumbers(model, "input", mayBeInfinite: true, buffer.Spec.Name, batch, buffer.Floats[..(batch.Count * buffer.Spec.Length)], buffer.Spec.Length);
            }
        }

        for (int i = 0; i < batch.Targets.Length; i++)
        {
            BatchBuffer buffer = batch.Targets[i];
            OutputSchema output = model.Schema.Outputs[model.Tables.TargetOutputs[i]];
            int length = batch.Count * buffer.Spec.Length;
            if (buffer.Spec.Element == ElementKind.Int32)
            {
                CheckLabels(model, output, batch, buffer.Ints[..length], buffer.Spec.Length);
            }
            else
            {
                CheckNumbers(model, "target of output", mayBeInfinite: false, output.Name, batch, buffer.Floats[..length], buffer.Spec.Length);
            }
        }

        if (batch.HasSampleWeights)
        {
            CheckWeights(model, batch, batch.SampleWeights);
        }
    }

    // A weight may be negative, as an advantage is.
    private static void CheckWeights(Model model, Batch batch, ReadOnlySpan<float> weights)
    {
        for (int i = 0; i < weights.Length; i++)
        {
            if (!float.IsFinite(weights[i]))
            {
                throw new ArgumentException(FormattableString.Invariant($"{model.Schema.Name}: the weight of {batch.NameOf(i)} is {weights[i]}; sample weights are finite"));
            }
        }
    }

    private static void CheckLabels(Model model, OutputSchema output, Batch batch, ReadOnlySpan<int> labels, int perSample)
    {
        int classes = output.Shape.IsEmpty ? 1 : output.Shape[^1];
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
            {
                string step = output.TargetShape.IsEmpty ? "" : $", step {i % perSample}";
                long largest = TensorPrimitives.Max(labels);
                string advice = labels[i] < 0 ? "correct the labels, which count from 0" : $"give the last layer a unit for each class, as [Dense({largest + 1}, …)], or correct the labels";
                throw new ArgumentException($"{model.Schema.Name}: output '{output.Name}' has the {classes} classes 0 to {classes - 1}, but the label of {batch.NameOf(i / perSample)}{step} is {labels[i]}: {advice}");
            }
        }
    }

    // An input may be infinite, as a mask of scores is.
    private static void CheckNumbers(Model model, string role, bool mayBeInfinite, string name, Batch batch, ReadOnlySpan<float> values, int perSample)
    {
        // One vectorised pass finds out whether to look closer: infinities of both signs also make a NaN, and large numbers infinity.
        float sum = TensorPrimitives.Sum(values);
        if (mayBeInfinite ? !float.IsNaN(sum) : float.IsFinite(sum))
        {
            return;
        }

        for (int i = 0; i < values.Length; i++)
        {
            if (float.IsNaN(values[i]) || (!mayBeInfinite && float.IsInfinity(values[i])))
            {
                throw new ArgumentException(FormattableString.Invariant($"{model.Schema.Name}: the {role} '{name}' for {batch.NameOf(i / perSample)} is {values[i]} (element {i % perSample})"));
            }
        }
    }
}
