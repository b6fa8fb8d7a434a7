using System.Diagnostics;
using Peers.Engines;

namespace Peers;

/// <summary>
/// Tells whether a change made a hot path slow. It knows no time: each call stands beside multiply-adds in registers, measured in
/// turns with it, and the best of many turns of both are compared, so that neither the machine nor its load decides.
/// </summary>
internal static class Guard
{
    private const int FewestTurns = 10;
    private const double SecondsEach = 1.5;

    /// <summary>What is less may be a part of a tick that was not counted.</summary>
    private const double ShortestProcessorTime = 0.05;

    /// <summary>The share of the peak that each must reach: well below what it does reach, well above what a mistake leaves.</summary>
    private static readonly (string Workload, Phase Phase, double Least)[] Floors =
    [
        ("W6-784", Phase.Predict, 0.60),
        ("W6-512", Phase.Predict, 0.50),
        ("W1", Phase.Train, 0.50),
        ("W2", Phase.Train, 0.42),
        ("W3", Phase.Train, 0.55),
        ("W4", Phase.Train, 0.40),
        ("W4", Phase.Predict, 0.42),
        ("W4b", Phase.Predict, 0.42),
        ("W5", Phase.Predict, 0.85),
        ("W7", Phase.Predict, 0.35),
    ];

    /// <summary>Measures all, with one thread.</summary>
    /// <returns>Whether all reach their share.</returns>
    public static bool Passes(TextWriter writer)
    {
        bool passes = true;
        foreach ((string id, Phase phase, double least) in Floors)
        {
            double share = ShareOfPeak(Workload.Find(id), phase);
            bool reached = share >= least;
            passes &= reached;
            writer.WriteLine($"{id,-7} {phase,-8} {share,4:P0} of the peak, at least {least:P0}{(reached ? "" : ": TOO SLOW")}");
        }

        return passes;
    }

    private static double ShareOfPeak(Workload workload, Phase phase)
    {
        using var engine = new CompiledEngine(workload, workload.SamplesOf(phase), threads: 1);
        Action call = phase == Phase.Train ? () => engine.Train() : () => engine.Predict();
        double seconds = double.PositiveInfinity, gflops = 0;
        long start = Stopwatch.GetTimestamp();
        for (int turn = 0; turn < FewestTurns || Stopwatch.GetElapsedTime(start).TotalSeconds < SecondsEach; turn++)
        {
            gflops = Math.Max(gflops, MachinePeak.MultiplyAddGflops());
            seconds = Math.Min(seconds, Seconds(call));
        }

        return workload.Operations(phase) / seconds * 1e-9 / gflops;
    }

    // Both are at least the time that the call needs: the one where other processes interrupt it, the other where this process
    // does something else beside it.
    private static double Seconds(Action call)
    {
        TimeSpan processor = Environment.CpuUsage.TotalTime;
        long start = Stopwatch.GetTimestamp();
        call();
        double wall = Stopwatch.GetElapsedTime(start).TotalSeconds;
        double used = (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
        return used > ShortestProcessorTime ? Math.Min(wall, used) : wall;
    }
}
