using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Compiled.Devices;

/// <summary>
/// Commands for a device, recorded in order and run by <see cref="Submit"/> at once: a whole training step is one list. Commands between two
/// barriers may overlap; copies and dispatches that depend on each other need a <see cref="Barrier"/> between them.
/// </summary>
public abstract class CommandList : IDisposable
{
    /// <summary>The elements that one download has at most: their bytes are counted in 31 bits.</summary>
    public const int MostDownloaded = int.MaxValue / sizeof(uint);

    // Longer uploads are done in turns.
    private const int MostUploadedBytes = 1 << 30;

    /// <summary>Copies elements to the device. The source is read before the call returns.</summary>
    /// <param name="offset">In elements of 32 bits.</param>
    /// <exception cref="ArgumentOutOfRangeException">The elements do not lie in the buffer.</exception>
    public void Upload<T>(ReadOnlySpan<T> source, DeviceBuffer destination, long offset = 0)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(destination);
        destination.ThrowIfOutside(offset, (long)source.Length * Unsafe.SizeOf<T>() / sizeof(uint));
        long begin = offset * sizeof(uint);
        do
        {
            ReadOnlySpan<T> piece = source[..Math.Min(source.Length, MostUploadedBytes / Unsafe.SizeOf<T>())];
            ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(piece);
            UploadBytes(bytes, destination, begin);
            begin += bytes.Length;
            source = source[piece.Length..];
        }
        while (!source.IsEmpty);
    }

    /// <summary>Runs a kernel on the buffers that a table gives its bindings.</summary>
    public abstract void Dispatch<TKernel>(in TKernel kernel, BufferTable buffers)
        where TKernel : struct, IDeviceKernel<TKernel>;

    /// <summary>What is recorded later sees all that is recorded before.</summary>
    public abstract void Barrier();

    /// <summary>Copies elements back; <see cref="Submission.Read"/> has them when the list is done.</summary>
    /// <returns>The place of the elements among all that this list copies back.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The elements do not lie in the buffer, or are more than <see cref="MostDownloaded"/>.</exception>
    public Readback Download(DeviceBuffer source, long offset, int length)
    {
        ArgumentNullException.ThrowIfNull(source);
        source.ThrowIfOutside(offset, length);
        if (length > MostDownloaded)
        {
            throw new ArgumentOutOfRangeException(nameof(length), $"{source.Name}: {length} elements are asked for at once, and a download has at most {MostDownloaded}");
        }

        return new(DownloadBytes(source, offset * sizeof(uint), length * sizeof(uint)), length);
    }

    /// <summary>Hands the list to the device and returns at once.</summary>
    public abstract Submission Submit();

    /// <summary>Gives up what is recorded, where it was not submitted.</summary>
    public abstract void Dispose();

    /// <summary>Records a copy to the device.</summary>
    protected abstract void UploadBytes(ReadOnlySpan<byte> source, DeviceBuffer destination, long offset);

    /// <summary>Records a copy from the device; returns its number among the copies back.</summary>
    protected abstract int DownloadBytes(DeviceBuffer source, long offset, int length);
}

/// <summary>A place among what a list copies back.</summary>
/// <param name="Piece">Counts the downloads of the list.</param>
/// <param name="Length">In elements.</param>
public readonly record struct Readback(int Piece, int Length);

/// <summary>A list on its way. Its results can be read until <see cref="DeviceContext.InFlight"/> later lists have begun.</summary>
public abstract class Submission
{
    /// <summary>Waits until the device is done.</summary>
    /// <exception cref="DeviceLostException">The device was lost.</exception>
    public abstract void Wait();

    /// <summary>Waits, and copies what a download asked for.</summary>
    /// <param name="destination">As long as the download.</param>
    /// <exception cref="DeviceLostException">The device was lost.</exception>
    /// <exception cref="InvalidOperationException">The results were overwritten by later lists.</exception>
    public abstract void Read<T>(Readback readback, Span<T> destination)
        where T : unmanaged;
}
