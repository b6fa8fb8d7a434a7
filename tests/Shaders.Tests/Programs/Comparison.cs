using System.Numerics.Tensors;
using Compiled.Devices;

namespace Compiled.Shaders.Tests.Programs;

/// <summary>Runs the same program of the same model on the processor and on the device, and compares all that comes out.</summary>
internal static unsafe class Comparison
{
    /// <param name="tolerance">The largest difference, relative to the largest element of what is compared.</param>
    public static void OfTraining(Model model, DeviceFixture device, Batch batch, float tolerance = 2e-6f)
    {
        // Sums over a batch are taken in another order: moments and gradients are held to their size.
        using var session = new DeviceSession(model, device.Context);
        session.Load();
        using CarriedStates? states = model.IsStateful ? new(model) : null, others = model.IsStateful ? new(model) : null;
        float[] losses = session.Run(ProgramKind.Train, batch, states).ToArray();
        using var reference = new TrainingSession(model);
        others?.Begin(batch.Count);
        ResultMemory expected = reference.Run(ProgramKind.Train, batch, default, others);
        ModelTables tables = model.TablesOf(batch);

        Same("losses", new(expected.Losses, losses.Length), losses, tolerance);
        for (int i = 0; i < tables.PredictionSpecs.Length; i++)
        {
            int length = batch.Count * tables.PredictionSpecs[i].Length;
            Same($"prediction {i}", new(expected.Predictions[i], length), session.Read(new(DeviceMemory.Prediction, i), length), tolerance);
        }

        // Some gradients are zero but for rounding, such as that of a bias before a softmax: none is held to less than a share of the largest.
        var all = new ReadOnlySpan<float>(reference.Gradients.Address, checked((int)model.Schema.ParameterLength));
        float least = all.IsEmpty ? 0 : 0.05f * Math.Abs(TensorPrimitives.MaxMagnitude(all));
        float[] gradients = session.Read(new(DeviceMemory.Gradients), (int)model.Schema.ParameterLength);
        foreach (ParameterSchema parameter in model.Schema.Parameters.Where(p => p.IsTrainable))
        {
            Same(
                $"gradient of {parameter.Name}",
                new(reference.Gradients.Address + parameter.Offset, parameter.Length),
                gradients.AsSpan((int)parameter.Offset, parameter.Length),
                tolerance,
                least);
        }

        for (int i = 0; model.HasInputGradients && i < tables.InputSpecs.Length; i++)
        {
            int length = batch.Count * tables.InputSpecs[i].Length;
            Same($"gradient of input {i}", new(expected.InputGradients[i], length), session.Read(new(DeviceMemory.InputGradient, i), length), tolerance);
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

    /// <param name="least">What the largest element counts for at least.</param>
    public static void Same(string what, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, float tolerance, float least = 0)
    {
        Assert.Equal(expected.Length, actual.Length);
        float size = Math.Max(1e-3f, least);
        foreach (float value in expected)
        {
            Assert.True(float.IsFinite(value), $"{what} is not finite on the processor");
            size = Math.Max(size, Math.Abs(value));
        }

        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * size, $"{what}, element {i}: {actual[i]} on the device, {expected[i]} on the processor, in values up to {size}");
        }
    }
}
