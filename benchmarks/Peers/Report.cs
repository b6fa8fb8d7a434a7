using System.Globalization;

namespace Peers;

/// <summary>The results of all runs as Markdown tables: this library, the others, and the ratio of their times to ours.</summary>
internal sealed class Report
{
    private const string Ours = "Compiled";

    private readonly Dictionary<(string Engine, string Workload, Phase Phase, int Threads), Summary> _summaries;
    private readonly string[] _peers;
    private readonly TextWriter _writer;

    public Report(IEnumerable<Measurement> measurements, TextWriter writer)
    {
        Measurement[] all = [.. measurements];
        _summaries = all.GroupBy(m => (m.Engine, m.Workload, m.Phase, m.Threads)).ToDictionary(group => group.Key, group => new Summary([.. group]));
        _peers = [.. all.Select(m => m.Engine).Where(engine => engine != Ours).Distinct().Order()];
        _writer = writer;
    }

    /// <summary>Writes the tables.</summary>
    /// <param name="peaks">The limits of the machine, for one thread, two threads and so on.</param>
    public void Write(IReadOnlyDictionary<int, MachinePeak> peaks)
    {
        if (peaks.TryGetValue(1, out MachinePeak peak))
        {
            WriteOverview(peak, [.. peaks.Keys.Where(count => count > 1)]);
        }

        foreach ((int threads, MachinePeak ofThreads) in peaks)
        {
            WriteTimes(threads, ofThreads);
        }

        if (peaks.ContainsKey(1))
        {
            WriteMemory();
        }
    }

    private void WriteTimes(int threads, MachinePeak peak)
    {
        _writer.WriteLine($"### {(threads == 1 ? "One thread" : $"{threads} threads")}, {peak.Gflops:F0} GFLOP/s, memory {peak.GigabytesPerSecond:F0} GB/s, cache {peak.CacheGigabytesPerSecond:F0} GB/s");
        _writer.WriteLine();
        _writer.WriteLine($"| | | batch | Compiled | of peak |{string.Concat(_peers.Select(peer => $" {peer} | ratio |"))}");
        _writer.WriteLine($"|---|---|--:|--:|--:|{string.Concat(_peers.Select(_ => "--:|--:|"))}");
        foreach ((Workload workload, Phase phase) in Rows())
        {
            Summary? ours = Find(Ours, workload, phase, threads);
            Summary?[] theirs = [.. _peers.Select(peer => Find(peer, workload, phase, threads))];
            if (ours is null && theirs.All(summary => summary is null))
            {
                continue;
            }

            string share = ours is null ? "" : Percent(workload.Operations(phase) / ours.MedianMs * 1e-6 / peak.Gflops);
            string peers = string.Concat(theirs.Select(peer => $" {Time(peer?.MedianMs)} | {Ratio(peer, ours)} |"));
            _writer.WriteLine($"| {workload.Id} | {Name(phase)} | {workload.SamplesOf(phase)} | {Time(ours?.MedianMs)} | {share} |{peers}");
        }

        _writer.WriteLine();
    }

    private void WriteMemory()
    {
        _writer.WriteLine("### Memory, one thread: the process at its largest, and managed bytes allocated by a call");
        _writer.WriteLine();
        _writer.WriteLine($"| | | Compiled |{string.Concat(_peers.Select(peer => $" {peer} |"))}");
        _writer.WriteLine($"|---|---|--:|{string.Concat(_peers.Select(_ => "--:|"))}");
        foreach ((Workload workload, Phase phase) in Rows())
        {
            Summary?[] all = [.. _peers.Prepend(Ours).Select(engine => Find(engine, workload, phase, 1))];
            if (all.Any(summary => summary is not null))
            {
                _writer.WriteLine($"| {workload.Id} | {Name(phase)} |{string.Concat(all.Select(summary => $" {Memory(summary)} |"))}");
            }
        }

        _writer.WriteLine();
    }

    /// <summary>Each call beside what it must multiply and move, and the others' times by ours.</summary>
    private void WriteOverview(MachinePeak peak, int[] threads)
    {
        _writer.WriteLine("### Overview: one thread, its limit on this machine, and the others' times by ours");
        _writer.WriteLine();
        _writer.WriteLine($"| | | MFLOP | MB | limit | bound | Compiled | of limit |{string.Concat(_peers.Select(peer => $" {peer} |{string.Concat(threads.Select(count => $" {count} threads |"))}"))}");
        _writer.WriteLine($"|---|---|--:|--:|--:|---|--:|--:|{string.Concat(_peers.Select(_ => $"--:|{string.Concat(threads.Select(_ => "--:|"))}"))}");
        foreach ((Workload workload, Phase phase) in Rows())
        {
            if (Find(Ours, workload, phase, 1) is not { } ours)
            {
                continue;
            }

            var roof = new Roofline(workload, phase, peak);
            string ratios = string.Concat(_peers.Select(peer => string.Concat(
                threads.Prepend(1).Select(count => $" {Ratio(Find(peer, workload, phase, count), Find(Ours, workload, phase, count))} |"))));
            _writer.WriteLine(
                $"| {workload.Id} | {Name(phase)} | {roof.Operations * 1e-6:F1} | {roof.Bytes * 1e-6:F2} | {Time(roof.LimitMs)} | {roof.Bound} | {Time(ours.MedianMs)} | {Percent(roof.LimitMs / ours.MedianMs)} |{ratios}");
        }

        _writer.WriteLine();
    }

    private static IEnumerable<(Workload Workload, Phase Phase)> Rows() =>
        from phase in Enum.GetValues<Phase>()
        from workload in Workload.All
        where workload.Has(phase)
        select (workload, phase);

    private Summary? Find(string engine, Workload workload, Phase phase, int threads) => _summaries.GetValueOrDefault((engine, workload.Id, phase, threads));

    private static string Name(Phase phase) => phase switch
    {
        Phase.Train => "training step",
        Phase.Predict => "prediction",
        _ => "prediction of one",
    };

    private static string Ratio(Summary? peer, Summary? ours) =>
        peer is null || ours is null ? "–" : $"**{peer.MedianMs / ours.MedianMs:F2}**";

    private static string Percent(double share) => $"{share * 100:F0} %";

    private static string Time(double? milliseconds) => milliseconds switch
    {
        null => "–",
        >= 100 => $"{milliseconds:F0} ms",
        >= 1 => $"{milliseconds:F2} ms",
        >= 0.1 => $"{milliseconds * 1e3:F0} µs",
        _ => $"{milliseconds * 1e3:F2} µs",
    };

    private static string Memory(Summary? summary) => summary switch
    {
        null => "–",
        { BytesAllocated: { } bytes } => $"{summary.PeakMb:F0} MiB, {bytes.ToString("F0", CultureInfo.InvariantCulture)} B",
        _ => $"{summary.PeakMb:F0} MiB",
    };

    /// <summary>All runs of one measurement: the median of their medians.</summary>
    private sealed class Summary(Measurement[] runs)
    {
        public double MedianMs { get; } = Median([.. runs.Select(run => run.MedianMs).Order()]);

        public double PeakMb { get; } = runs.Max(run => run.PeakMb);

        public double? BytesAllocated { get; } = runs.Min(run => run.BytesAllocated);

        /// <summary>Of an even number of runs the mean of the two in the middle.</summary>
        private static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
