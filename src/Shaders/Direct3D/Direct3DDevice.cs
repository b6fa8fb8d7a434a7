using Compiled.Devices;

namespace Compiled.Shaders.Direct3D;

/// <summary>A device of Direct3D 12. The system's object is shared by all contexts and lives as long as the process.</summary>
internal sealed class Direct3DDevice(NativeDevice native, string name, DeviceKind kind, long memory) : Device
{
    public override string Name { get; } = name;

    public override DeviceKind Kind { get; } = kind;

    public override long Memory { get; } = memory;

    public override DeviceContext Open() => new Direct3DContext(this, native);
}
