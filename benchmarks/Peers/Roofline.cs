namespace Peers;

/// <summary>What bounds a call on this machine (S. Williams, A. Waterman, D. Patterson, "Roofline", 2009).</summary>
internal readonly record struct Roofline(double Operations, double Bytes, MachinePeak Peak)
{
    public Roofline(Workload workload, Phase phase, MachinePeak peak)
        : this(workload.Operations(phase), workload.Bytes(phase), peak)
    {
    }

    public double ComputeMs => Operations / Peak.Gflops * 1e-6;

    public double MemoryMs => Bytes / Peak.GigabytesPerSecond * 1e-6;

    /// <summary>No call is faster, but for one whose values all stay in a cache.</summary>
    public double LimitMs => Math.Max(ComputeMs, MemoryMs);

    public string Bound => ComputeMs >= MemoryMs ? "compute" : "memory";
}
