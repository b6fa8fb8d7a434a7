using System.Text.Json;
using System.Text.Json.Serialization;

namespace Peers;

/// <summary>One measured line of the results.</summary>
/// <param name="CpuMs">Processor time of a call: of one thread it holds on a busy machine too.</param>
/// <param name="BytesAllocated">Managed bytes allocated by a call; null of an engine without managed code.</param>
/// <param name="PeakMb">The most memory that the process has held, in MiB.</param>
/// <param name="OtherCores">The processors that everything else kept busy meanwhile.</param>
internal sealed record Measurement(
    string Engine,
    string Version,
    string Workload,
    Phase Phase,
    int Threads,
    int Batch,
    double MedianMs,
    double MinMs,
    double? CpuMs,
    double? BytesAllocated,
    double PeakMb,
    double? OtherCores)
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter<Phase>(JsonNamingPolicy.SnakeCaseLower) },
    };

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    public static Measurement FromJson(string line) => JsonSerializer.Deserialize<Measurement>(line, Format)
        ?? throw new FormatException($"not a measurement: {line}");
}
