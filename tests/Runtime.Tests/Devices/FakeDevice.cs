using Compiled.Devices;

namespace Compiled.Runtime.Tests.Devices;

/// <summary>A device of arrays in this process: it runs what a device runs only when someone waits, and fails when it is told to.</summary>
internal sealed class FakeDevice : Device
{
    public override string Name => "Fake";

    public override DeviceKind Kind => DeviceKind.Gpu;

    public override long Memory => MemoryLimit;

    /// <summary>The bytes that all buffers may take.</summary>
    public long MemoryLimit { get; set; } = long.MaxValue;

    /// <summary>A part of the names of buffers that find no memory; null for none.</summary>
    public string? FullFor { get; set; }

    /// <summary>Whether nothing can be uploaded for want of memory.</summary>
    public bool IsFullForUploads { get; set; }

    /// <summary>What finds no memory the next time; after that all is as before.</summary>
    public FakeOperation FullOnceAt { get; set; }

    /// <summary>Whether no kernel was compiled for it.</summary>
    public bool LacksKernels { get; set; }

    /// <summary>Runs as the device is lost, while whoever waits for it still has it.</summary>
    public Action? WhenLost { get; set; }

    /// <summary>The bytes that all buffers take.</summary>
    public long Used { get; set; }

    /// <summary>The list, from 1, that the device is lost in; 0 for none.</summary>
    public int LostInList { get; set; }

    /// <summary>Lists handed over so far, and of these the ones that ran.</summary>
    public int Lists { get; set; }

    /// <inheritdoc cref="Lists"/>
    public int Run { get; set; }

    /// <summary>Elements that went up and came down.</summary>
    public long Uploaded { get; set; }

    /// <inheritdoc cref="Uploaded"/>
    public long Downloaded { get; set; }

    /// <summary>Contexts that are open.</summary>
    public int Contexts { get; set; }

    public override DeviceContext Open() => new FakeContext(this);

    /// <exception cref="PlatformNotSupportedException">The device was told so.</exception>
    public void ThrowIfItLacks(string kernel)
    {
        if (LacksKernels)
        {
            throw new PlatformNotSupportedException($"{kernel} was not compiled");
        }
    }

    /// <exception cref="InsufficientMemoryException">The device was told so.</exception>
    public void ThrowIfFullAt(FakeOperation operation)
    {
        if (FullOnceAt == operation)
        {
            FullOnceAt = FakeOperation.None;
            throw new InsufficientMemoryException($"the device has no memory left: {operation}");
        }
    }
}

/// <summary>What a device does where it may find no memory.</summary>
public enum FakeOperation
{
    None,
    Begin,
    Clear,
    Submit,
}
