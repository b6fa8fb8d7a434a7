using Compiled.Devices;

namespace Compiled.Shaders.Tests;

/// <summary>One context for all tests: making one takes longer than most of them.</summary>
public sealed class DeviceFixture : IDisposable
{
    public const string Collection = "device";

    private DeviceContext? _context;

    public DeviceContext Context => _context ??= TestDevice.Found.Open();

    public void Dispose() => _context?.Dispose();

    public DeviceBuffer Upload<T>(string name, params T[] values)
        where T : unmanaged
    {
        DeviceBuffer buffer = Context.CreateBuffer(name, values.Length);
        CommandList commands = Context.Begin();
        commands.Upload<T>(values, buffer);
        commands.Submit();
        return buffer;
    }

    public float[] Download(DeviceBuffer buffer)
    {
        CommandList commands = Context.Begin();
        Readback readback = commands.Download(buffer, 0, (int)buffer.Length);
        var values = new float[buffer.Length];
        commands.Submit().Read(readback, values.AsSpan());
        return values;
    }
}

[CollectionDefinition(DeviceFixture.Collection)]
public sealed class DeviceCollection : ICollectionFixture<DeviceFixture>;
