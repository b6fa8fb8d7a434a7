using System.Diagnostics;
using Compiled;
using Compiled.Devices;

namespace Gpu;

/// <summary>Seconds of one piece of work: the median of several rounds, each of as many pieces as make it long enough for a clock.</summary>
internal static class Measurement
{
    private const double RoundSeconds = 0.25;

    /// <summary>One product, its matrices on the device from the start; before it is measured, some of its elements must be right.</summary>
    public static double Product(DeviceContext context, IProduct product, int size, bool isTiny)
    {
        int length = size * size;
        float[] x = Numbers(length, seed: 1), y = Numbers(length, seed: 2);
        using DeviceBuffer left = context.CreateBuffer("left", length), right = context.CreateBuffer("right", length), result = context.CreateBuffer("result", length);
        using DeviceBuffer workspace = context.CreateBuffer("workspace", Math.Max(1, product.WorkspaceLength));
        var buffers = new BufferTable
        {
            [new(DeviceMemory.Input, 0)] = left,
            [new(DeviceMemory.Input, 1)] = right,
            [new(DeviceMemory.Prediction)] = result,
            [new(DeviceMemory.Workspace)] = workspace,
        };
        float[] actual = new float[length];
        using (CommandList commands = context.Begin())
        {
            commands.Upload<float>(x, left);
            commands.Upload<float>(y, right);
            product.Record(commands, buffers);
            commands.Barrier();
            Readback readback = commands.Download(result, 0, length);
            commands.Submit().Read(readback, actual.AsSpan());
        }

        for (int i = 0; i < length; i += Math.Max(1, length / 61))
        {
            int row = i / size, column = i % size;
            double expected = Enumerable.Range(0, size).Sum(k => (double)x[(row * size) + k] * y[(k * size) + column]);
            if (!(Math.Abs(actual[i] - expected) <= 1e-4 * expected))
            {
                throw new InvalidOperationException($"element ({row}, {column}) of a product of {size} a side is {actual[i]} on the device and should be {expected}");
            }
        }

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
        int length = model.Schema.Inputs[0].Shape.Aggregate(1, (product, size) => product * size);
        float[] x = Numbers(samples * length, seed: 1);
        var random = new Random(2);
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

    private static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];
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
