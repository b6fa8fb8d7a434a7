namespace Compiled.Devices;

/// <summary>A device stopped working: its driver was reset or replaced, or a kernel took too long. What was in its memory is gone.</summary>
public sealed class DeviceLostException : InvalidOperationException
{
    /// <summary>A lost device.</summary>
    public DeviceLostException()
        : base("the device was lost")
    {
    }

    /// <param name="message">Which device, and while doing what.</param>
    public DeviceLostException(string message)
        : base(message)
    {
    }

    /// <param name="message">Which device, and while doing what.</param>
    /// <param name="innerException">What the device reported.</param>
    public DeviceLostException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
