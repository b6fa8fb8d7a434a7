using System.Diagnostics;
using System.Globalization;

namespace Peers;

/// <summary>
/// Times a call on a machine that others share: in rounds, each with the processor time that everything else took meanwhile;
/// the rounds that were disturbed least count.
/// </summary>
internal static class Timing
{
    private const double WarmUpSeconds = 0.7;
    private const double RoundSeconds = 0.2;
    private const int Rounds = 8;
    private const int RoundsThatCount = 5;

    /// <summary>Long enough for the clock's resolution to be a small part of it.</summary>
    private const double ShortestSeconds = 50e-6;

    /// <summary>Measures a call.</summary>
    /// <param name="name">Engine, version, workload, phase, threads and batch; the figures are filled in.</param>
    public static Measurement Measure(Measurement name, Action call)
    {
        int repeats = Math.Clamp((int)(ShortestSeconds / WarmUp(call)), 1, 10_000);
        double allocated = Allocated(call);
        var rounds = new List<Round>();
        for (int i = 0; i < Rounds; i++)
        {
            rounds.Add(OneRound(call, repeats));
        }

        Round[] kept = [.. rounds.OrderBy(round => round.OtherCores).Take(RoundsThatCount)];
        double[] times = [.. kept.SelectMany(round => round.Milliseconds).Order()];
        double[] processor = [.. kept.Select(round => round.CpuMs).Order()];
        return name with
        {
            MedianMs = times[times.Length / 2],
            MinMs = rounds.Min(round => round.Milliseconds.Min()),
            CpuMs = processor[processor.Length / 2],
            BytesAllocated = allocated,
            PeakMb = PeakMegabytes(),
            OtherCores = kept.Average(round => round.OtherCores),
        };
    }

    private static double WarmUp(Action call)
    {
        long start = Stopwatch.GetTimestamp();
        int calls = 0;
        while (calls < 3 || Stopwatch.GetElapsedTime(start).TotalSeconds < WarmUpSeconds)
        {
            call();
            calls++;
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds / calls;
        Thread.Sleep(150); // the compiler in the background brings its last code
        return seconds;
    }

    private static double Allocated(Action call)
    {
        const int Calls = 5;
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < Calls; i++)
        {
            call();
        }

        return (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)Calls;
    }

    private static Round OneRound(Action call, int repeats)
    {
        var times = new List<double>();
        (double busyBefore, double ownBefore) = ProcessorSeconds();
        long start = Stopwatch.GetTimestamp();
        do
        {
            long begin = Stopwatch.GetTimestamp();
            for (int i = 0; i < repeats; i++)
            {
                call();
            }

            times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds / repeats);
        }
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < RoundSeconds);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        (double busyAfter, double ownAfter) = ProcessorSeconds();
        double own = ownAfter - ownBefore;
        return new(Math.Max(0, (busyAfter - busyBefore - own) / seconds), own * 1e3 / (times.Count * repeats), times);
    }

    /// <summary>Processor time so far, of the whole machine and of this process.</summary>
    private static (double Busy, double Own) ProcessorSeconds()
    {
        // cpu user nice system idle iowait irq softirq steal …, in hundredths of a second (proc_stat(5))
        double[] fields = [.. File.ReadLines("/proc/stat").First().Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(field => double.Parse(field, CultureInfo.InvariantCulture))];
        return ((fields[0] + fields[1] + fields[2] + fields[5] + fields[6] + fields[7]) / 100, Environment.CpuUsage.TotalTime.TotalSeconds);
    }

    private static double PeakMegabytes()
    {
        string line = File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }

    private sealed record Round(double OtherCores, double CpuMs, List<double> Milliseconds);
}
