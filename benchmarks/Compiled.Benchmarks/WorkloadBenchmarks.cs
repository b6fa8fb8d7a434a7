using BenchmarkDotNet.Attributes;
using Peers;
using Peers.Engines;

namespace Compiled.Benchmarks;

/// <summary>Training steps and predictions of the networks that benchmarks/Peers measures beside other engines: managed arrays in, managed arrays out.</summary>
public class WorkloadBenchmarks
{
    private CompiledEngine _engine = null!;
    private Action _call = null!;

    /// <summary>A workload and what is done with it, such as <c>W1 Train</c>.</summary>
    [ParamsSource(nameof(Cases))]
    public string Case { get; set; } = "";

    [Params(1, 2)]
    public int Threads { get; set; }

    /// <summary>Every phase that each network has; the single products are in <see cref="MatrixProductBenchmarks"/>.</summary>
    public static IEnumerable<string> Cases =>
        from workload in Workload.All
        where !workload.IsProduct
        from phase in Enum.GetValues<Phase>()
        where workload.Has(phase)
        select $"{workload.Id} {phase}";

    [GlobalSetup]
    public void Setup()
    {
        string[] parts = Case.Split(' ');
        Workload workload = Workload.Find(parts[0]);
        Phase phase = Enum.Parse<Phase>(parts[1]);
        CompiledEngine engine = _engine = new(workload, workload.SamplesOf(phase), Threads);
        _call = phase == Phase.Train ? () => engine.Train() : () => engine.Predict();
    }

    [GlobalCleanup]
    public void Cleanup() => _engine.Dispose();

    [Benchmark]
    public void Call() => _call();
}
