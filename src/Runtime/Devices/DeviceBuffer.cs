namespace Compiled.Devices;

/// <summary>Memory of a device, in elements of 32 bits; all zero when new.</summary>
/// <param name="name">For messages.</param>
/// <param name="length">In elements.</param>
public abstract class DeviceBuffer(string name, long length) : IDisposable
{
    /// <summary>For messages.</summary>
    public string Name { get; } = name;

    /// <summary>In elements.</summary>
    public long Length { get; } = length;

    /// <summary>Frees the memory, once the commands that use it are done.</summary>
    public abstract void Dispose();

    /// <exception cref="ArgumentOutOfRangeException">The range does not lie in the buffer.</exception>
    public void ThrowIfOutside(long offset, long length)
    {
        if (offset < 0 || length < 0 || offset > Length - length)
        {
            throw new ArgumentOutOfRangeException(nameof(length), $"{Name} has {Length} elements: {length} from {offset} on do not lie in it");
        }
    }
}
