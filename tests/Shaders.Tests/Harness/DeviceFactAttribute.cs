namespace Compiled.Shaders.Tests;

/// <summary>A test that executes kernels. Without a device it is skipped and says why, except where a device was promised: there it fails.</summary>
public class DeviceFactAttribute : FactAttribute
{
    public DeviceFactAttribute()
    {
        if (!TestDevice.IsPromised && TestDevice.Missing is { } reason)
        {
            Skip = reason;
        }
    }
}

/// <summary>A theory that executes kernels; see <see cref="DeviceFactAttribute"/>.</summary>
public sealed class DeviceTheoryAttribute : TheoryAttribute
{
    public DeviceTheoryAttribute()
    {
        if (!TestDevice.IsPromised && TestDevice.Missing is { } reason)
        {
            Skip = reason;
        }
    }
}
