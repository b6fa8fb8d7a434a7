namespace Compiled.Shaders.Tests;

/// <summary>The device that tests execute kernels on: a GPU, or one that the processor imitates.</summary>
internal static class TestDevice
{
    private static readonly Lazy<Device?> _found = new(Find);

    /// <summary>Whether whoever runs the tests says that there is a device.</summary>
    public static bool IsPromised => Environment.GetEnvironmentVariable("COMPILED_GPU_REQUIRED") == "1";

    /// <summary>Why there is no device; null if there is one.</summary>
    public static string? Missing => _found.Value is null
        ? $"kernels are not executed: {Device.WhyBest}. On Linux, tests/Shaders.Tests/Host/install makes a host that executes them."
        : null;

    public static Device Found => _found.Value ?? throw new InvalidOperationException(Missing);

    private static Device? Find()
    {
        ShaderDevices.Register();
        return Device.Enumerate().Skip(1).FirstOrDefault();
    }
}
