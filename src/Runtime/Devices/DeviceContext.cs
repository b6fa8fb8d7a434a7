namespace Compiled.Devices;

/// <summary>A device in use: it makes buffers and runs lists of commands, in order. Not for several threads at once.</summary>
public abstract class DeviceContext : IDisposable
{
    /// <summary>How many lists may be on their way at once: the next step is recorded and its batch uploaded while the last computes.</summary>
    public const int InFlight = 2;

    /// <summary>The bytes that one buffer may have: kernels count its elements, and Vulkan its bytes, in 32 bits.</summary>
    public const long MostBytes = uint.MaxValue;

    /// <summary>The device.</summary>
    public abstract Device Device { get; }

    /// <summary>
    /// Memory for <paramref name="length"/> elements of 32 bits, all zero. A device may clear it by lists of its own, which take their turns
    /// among the <see cref="InFlight"/>: results that are still wanted are read before.
    /// </summary>
    /// <param name="name">For messages.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not a positive length.</exception>
    /// <exception cref="InsufficientMemoryException">The device has no room for it, or it is longer than <see cref="MostBytes"/> or than kernels reach there.</exception>
    public abstract DeviceBuffer CreateBuffer(string name, long length);

    /// <summary>Begins a list; waits where <see cref="InFlight"/> lists are on their way. One list is recorded at a time.</summary>
    /// <exception cref="DeviceLostException">The device was lost.</exception>
    /// <exception cref="InvalidOperationException">A list is being recorded.</exception>
    public abstract CommandList Begin();

    /// <param name="most">The elements that a kernel of the device reaches in one buffer.</param>
    /// <exception cref="InsufficientMemoryException">A buffer of so many elements is longer than that, or than <see cref="MostBytes"/>.</exception>
    protected static void ThrowIfTooLong(string name, long length, long most = MostBytes / sizeof(uint))
    {
        long bytes = Math.Min(most * sizeof(uint), MostBytes);
        if (length > bytes / sizeof(uint))
        {
            throw new InsufficientMemoryException($"{name} takes {length} elements of {sizeof(uint)} bytes, and one buffer of a device has at most {bytes} bytes: take a smaller batch, or shorter sequences");
        }
    }

    /// <summary>Waits for all lists and frees what the context holds; buffers are freed by their owners.</summary>
    public abstract void Dispose();
}
