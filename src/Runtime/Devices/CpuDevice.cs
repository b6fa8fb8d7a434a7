using Compiled.Devices;

namespace Compiled;

/// <summary>The processor.</summary>
internal sealed class CpuDevice : Device
{
    public override string Name => "CPU";

    public override DeviceKind Kind => DeviceKind.Cpu;

    public override long Memory => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    public override DeviceContext Open() => throw new InvalidOperationException("the processor runs models by itself and has no context");
}
