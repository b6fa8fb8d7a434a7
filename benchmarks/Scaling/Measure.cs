using System.Diagnostics;
using Compiled;
using Microsoft.CodeAnalysis.CSharp;

namespace Scaling;

/// <summary>What it takes to compile a network, in milliseconds of processor time of all threads.</summary>
internal readonly record struct CompileTime(double Cold, double Generator, double Compiler);

/// <summary>What a step of training takes: milliseconds on one thread, MiB as planned, and MiB if every value had a place of its own.</summary>
internal readonly record struct StepCost(double Milliseconds, double Planned, double Everything);

/// <summary>Measures in processor time, the least of several runs: what else the machine does then matters little.</summary>
internal static class Measure
{
    private const int Runs = 3;
    private const int MostSteps = 40;
    private static readonly TimeSpan s_stepTime = TimeSpan.FromSeconds(0.4);

    /// <summary>Processor time that an action takes, in milliseconds.</summary>
    public static double Once(Action action)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        action();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    /// <summary>The generator's and the compiler's time for a network, and the compiled assembly.</summary>
    /// <param name="name">As the command "cold" knows it; the cold run is one of a process of its own.</param>
    public static (CompileTime Time, byte[] Assembly) Compile(string name)
    {
        CSharpCompilation parsed = Toolchain.Parse(Plan.Sources(name));
        double generator = double.MaxValue, compiler = double.MaxValue;
        byte[] assembly = [];
        for (int run = 0; run < Runs; run++)
        {
            CSharpCompilation generated = parsed;
            generator = Math.Min(generator, Once(() => generated = Toolchain.Generate(parsed.Clone())));
            compiler = Math.Min(compiler, Once(() => assembly = Toolchain.Emit(generated)));
        }

        return (new(Cold(name), generator, compiler), assembly);
    }

    /// <summary>What a step of training costs.</summary>
    public static StepCost Step(Model model, int batch)
    {
        const double Mebibyte = 1 << 20;
        model.Threads = 1;
        model.Optimizer = new SGD(1e-6f);
        long length = model.Schema.Inputs[0].Shape.Aggregate(1L, (product, size) => product * size);
        var random = new Random(1);
        float[] x = [.. Enumerable.Range(0, checked((int)(batch * length))).Select(_ => random.NextSingle())];
        var y = new float[batch];
        double least = double.MaxValue;
        var watch = Stopwatch.StartNew();
        for (int step = 0; step < 3 || (step < MostSteps && watch.Elapsed < s_stepTime); step++)
        {
            least = Math.Min(least, Once(() => model.TrainOnBatch(x, y)));
        }

        MemoryPlan plan = model.PlanMemory(batch);
        return new(least, plan.Total / Mebibyte, plan.UnsharedTotal / Mebibyte);
    }

    private static double Cold(string name)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["cold", name]) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? double.Parse(output)
            : throw new InvalidOperationException($"the cold run of {name} ended with {process.ExitCode}: {output}");
    }
}
