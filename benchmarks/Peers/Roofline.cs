namespace Peers;

/// <summary>What bounds a call on this machine (S. Williams, A. Waterman, D. Patterson, "Roofline", 2009).</summary>
internal readonly record struct Roofline(double Operations, double Bytes, double BytesAgain, MachinePeak Peak)
{
    public Roofline(Workload workload, Phase phase, MachinePeak peak)
        : this(workload.Operations(phase), workload.Bytes(phase), workload.BytesAgain(phase), peak)
    {
    }

    public double ComputeMs => Operations / Peak.Gflops * 1e-6;

    public double MemoryMs => ((Bytes / (IsCached ? Peak.CacheGigabytesPerSecond : Peak.GigabytesPerSecond)) + (BytesAgain / Peak.CacheGigabytesPerSecond)) * 1e-6;

    /// <summary>No call is faster, but for one that minimal filtering or kept products spare multiplications, or whose values stay in a nearer cache.</summary>
    public double LimitMs => Math.Max(ComputeMs, MemoryMs);

    public string Bound => ComputeMs >= MemoryMs ? "compute" : IsCached ? "cache" : "memory";

    // Then a call finds what it needs where the one before left it.
    private bool IsCached => Bytes <= MachinePeak.CacheBytes;
}
