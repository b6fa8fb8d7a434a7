using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Compiled.Devices;

namespace Compiled.Shaders.Tests.Programs;

/// <summary>Runs the same programs of the same model on the processor and on the device, and compares all that comes out.</summary>
internal static unsafe class Comparison
{
    /// <summary>
    /// A gradient may be zero but for rounding, such as that of a bias before a normalization: the terms that it is the sum of are as large as
    /// those of other gradients, so that a unit in the last place of the model's largest is what two orders of summing may differ by, and some units
    /// where many roundings follow one another.
    /// </summary>
    private const float Rounding = 1.2e-7f, DeepRounding = 4 * Rounding;

    /// <summary>Where many roundings follow one another, what is no gradient of a weight is not held to less than this.</summary>
    private const float Least = 1e-3f;

    private delegate void Prediction(int samples, ModelTables tables, void** inputs, float** predictions);

    /// <summary>A step of training; then an evaluation and a prediction, which layers take part in as in inference, with the moving statistics that the step left.</summary>
    /// <param name="tolerance">The largest difference, relative to the largest element of what is compared.</param>
    /// <param name="isShallow">Whether everything is held to its own size, as gradients of weights always are, beside their rounding.</param>
    public static void OfPrograms(Model model, DeviceFixture device, Batch batch, float tolerance = 2e-6f, bool isShallow = false)
    {
        // Sums over a batch are taken in another order: gradients and moving statistics are held to their size.
        using var session = new DeviceSession(model, device.Context);
        session.Load();
        using CarriedStates? states = model.IsStateful ? new(model) : null, others = model.IsStateful ? new(model) : null;
        using var reference = new TrainingSession(model);
        others?.Begin(batch.Count);
        ModelTables tables = model.TablesOf(batch);
        float least = isShallow ? 0 : Least;

        ResultMemory expected = CompareResults(ProgramKind.Train);
        var all = new ReadOnlySpan<float>(reference.Gradients.Address, checked((int)model.Schema.ParameterLength));
        float largest = all.IsEmpty ? 0 : Math.Abs(TensorPrimitives.MaxMagnitude(all));
        float[] gradients = session.Read(new(DeviceMemory.Gradients), (int)model.Schema.ParameterLength);
        foreach (ParameterSchema parameter in model.Schema.Parameters.Where(p => p.IsTrainable))
        {
            Same(
                $"gradient of {parameter.Name}",
                new(reference.Gradients.Address + parameter.Offset, parameter.Length),
                gradients.AsSpan((int)parameter.Offset, parameter.Length),
                tolerance,
                least: 0,
                (isShallow ? Rounding : DeepRounding) * largest);
        }

        for (int i = 0; model.HasInputGradients && i < tables.InputSpecs.Length; i++)
        {
            // Ids have no gradient.
            int length = tables.InputSpecs[i].Element == ElementKind.Float32 ? batch.Count * tables.InputSpecs[i].Length : 0;
            Same($"gradient of input {tables.InputSpecs[i].Name}", new(expected.InputGradients[i], length), session.Read(new(DeviceMemory.InputGradient, i), length), tolerance, least);
        }

        float[] parameters = session.Read(new(DeviceMemory.Parameters), (int)model.Schema.ParameterLength);
        foreach (ParameterSchema parameter in model.Schema.Parameters.Where(p => !p.IsTrainable))
        {
            Same(parameter.Name, new(model.ParameterAddress + parameter.Offset, parameter.Length), parameters.AsSpan((int)parameter.Offset, parameter.Length), tolerance);
        }

        CompareResults(ProgramKind.Evaluate);
        using PredictionContext context = model.CreateContext();
        float[][] wanted = Predict(model, batch, context.Predict);
        float[][] predicted = Predict(model, batch, (samples, specs, inputs, predictions) => Assert.True(session.TryPredict(samples, specs, inputs, predictions, states)));
        for (int i = 0; i < wanted.Length; i++)
        {
            Same($"prediction {i} in inference", wanted[i], predicted[i], tolerance, least);
        }

        // What a program of targets leaves: losses, predictions, and what metrics see.
        ResultMemory CompareResults(ProgramKind kind)
        {
            float[] losses = session.Run(kind, batch, states).ToArray();
            ResultMemory results = reference.Run(kind, batch, default, others);
            Same($"losses, {kind}", new(results.Losses, losses.Length), losses, tolerance, least);
            for (int i = 0; i < tables.PredictionSpecs.Length; i++)
            {
                CompareBuffer(kind, new(DeviceMemory.Prediction, i), results.Predictions[i], tables.PredictionSpecs[i].Length);
                CompareBuffer(kind, new(DeviceMemory.Mask, i), results.Masks[i], tables.MaskLengths[i]);
            }

            for (int i = 0; i < tables.CustomMetricCount; i++)
            {
                CompareBuffer(kind, new(DeviceMemory.Metric, i), results.Metrics[i], tables.CustomMetricLengths[i]);
            }

            return results;
        }

        void CompareBuffer(ProgramKind kind, KernelBinding binding, float* values, int perSample)
        {
            int length = batch.Count * perSample;
            if (length > 0)
            {
                Same($"{binding.Memory} {binding.Index}, {kind}", new(values, length), session.Read(binding, length), tolerance, least);
            }
        }
    }

    /// <summary>Random inputs, and targets that fit the model: labels below <paramref name="classes"/>, or numbers in [0, 1).</summary>
    public static Batch RandomBatch(Model model, int samples, int seed, int classes = 1)
    {
        var random = new Random(seed);
        var batch = new Batch(model.Tables.InputSpecs, model.Tables.TargetSpecs, samples) { Count = samples };
        foreach (BatchBuffer buffer in batch.Inputs.ToArray().Concat(batch.Targets.ToArray()))
        {
            for (int i = 0; i < buffer.Floats.Length; i++)
            {
                buffer.Floats[i] = (float)random.NextDouble();
            }

            for (int i = 0; i < buffer.Ints.Length; i++)
            {
                buffer.Ints[i] = random.Next(classes);
            }
        }

        return batch;
    }

    /// <param name="tolerance">The largest difference, relative to the largest element.</param>
    /// <param name="least">What the largest element counts for at least.</param>
    /// <param name="rounding">What is allowed beside that.</param>
    public static void Same(string what, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, float tolerance, float least = Least, float rounding = 0)
    {
        Assert.Equal(expected.Length, actual.Length);
        float size = least;
        foreach (float value in expected)
        {
            if (!float.IsFinite(value))
            {
                Assert.Fail($"{what} is not finite on the processor");
            }

            size = Math.Max(size, Math.Abs(value));
        }

        for (int i = 0; i < expected.Length; i++)
        {
            // Not so for NaN, too.
            if (!(Math.Abs(expected[i] - actual[i]) <= (tolerance * size) + rounding))
            {
                Assert.Fail($"{what}, element {i}: {actual[i]} on the device, {expected[i]} on the processor, in values up to {size}");
            }
        }
    }

    private static float[][] Predict(Model model, Batch batch, Prediction predict)
    {
        ModelTables tables = model.TablesOf(batch);
        float[][] predictions = [.. tables.PredictionSpecs.Select(spec => GC.AllocateArray<float>(batch.Count * spec.Length, pinned: true))];
        void** inputs = stackalloc void*[batch.Inputs.Length];
        float** addresses = stackalloc float*[predictions.Length];
        for (int i = 0; i < batch.Inputs.Length; i++)
        {
            inputs[i] = batch.Inputs[i].Address;
        }

        for (int i = 0; i < predictions.Length; i++)
        {
            addresses[i] = (float*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(predictions[i]));
        }

        predict(batch.Count, tables, inputs, addresses);
        return predictions;
    }
}
