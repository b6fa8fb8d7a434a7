using System.Diagnostics;
using Compiled;
using Compiled.Devices;

namespace Gpu;

/// <summary>Seconds of one piece of work: the median of several rounds, each of as many pieces as make it long enough for a clock.</summary>
internal static class Measurement
{
    private const double RoundSeconds = 0.25;

    /// <summary>One product, its matrices on the device from the start.</summary>
    public static double Product(DeviceContext context, IProduct product, int size, bool isTiny)
    {
        long length = (long)size * size;
        using DeviceBuffer left = context.CreateBuffer("left", length), right = context.CreateBuffer("right", length), result = context.CreateBuffer("result", length), workspace = context.CreateBuffer("workspace", 64 * length);
        var buffers = new BufferTable
        {
            [new(DeviceMemory.Input, 0)] = left,
            [new(DeviceMemory.Input, 1)] = right,
            [new(DeviceMemory.Prediction)] = result,
            [new(DeviceMemory.Workspace)] = workspace,
        };
        return Median(isTiny, count =>
        {
            using CommandList commands = context.Begin();
            for (int i = 0; i < count; i++)
            {
                product.Record(commands, buffers);
                commands.Barrier();
            }

            commands.Submit().Wait();
        });
    }

    /// <summary>One training step by Adam, from a batch in the app's memory to a loss in it; before it is measured, it must be the processor's.</summary>
    public static double Step(Model model, Model onProcessor, int samples, bool isTiny)
    {
        var random = new Random(1);
        int length = model.Schema.Inputs[0].Shape.Aggregate(1, (product, size) => product * size);
        float[] x = [.. Enumerable.Range(0, samples * length).Select(_ => (float)random.NextDouble())];
        int[] labels = [.. Enumerable.Range(0, samples).Select(_ => random.Next(10))];
        (model.Optimizer, onProcessor.Optimizer) = (new Adam(), new Adam());
        for (int step = 0; step < 2; step++)
        {
            float loss = model.TrainOnBatch(x, labels), expected = onProcessor.TrainOnBatch(x, labels);
            if (!(Math.Abs(loss - expected) <= 1e-4f * expected))
            {
                throw new InvalidOperationException($"{model.Schema.Name}: the loss of step {step} is {loss} on {model.Device}, {expected} on the processor");
            }
        }

        return Median(isTiny, count =>
        {
            for (int i = 0; i < count; i++)
            {
                model.TrainOnBatch(x, labels);
            }
        });
    }

    private static double Median(bool isTiny, Action<int> run)
    {
        int count = 1, rounds = isTiny ? 1 : 7;
        run(1);
        while (!isTiny && Seconds(run, count) < RoundSeconds)
        {
            count *= 2;
        }

        double[] seconds = [.. Enumerable.Range(0, rounds).Select(_ => Seconds(run, count) / count).Order()];
        return seconds[rounds / 2];
    }

    private static double Seconds(Action<int> run, int count)
    {
        long begin = Stopwatch.GetTimestamp();
        run(count);
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }
}
