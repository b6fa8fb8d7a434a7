namespace Compiled.Devices;

/// <summary>
/// A kernel with the constants of one dispatch. A type a kernel: a device makes the pipeline of a type once, and code for each can be made
/// while building. The generator emits them for a model's programs; the library has its own for optimizers.
/// </summary>
/// <typeparam name="TSelf">The kernel.</typeparam>
public interface IDeviceKernel<TSelf>
    where TSelf : struct, IDeviceKernel<TSelf>
{
    /// <summary>What is the same for every dispatch; always the same object.</summary>
    static abstract KernelDescriptor Descriptor { get; }

    /// <summary>The groups to run.</summary>
    GroupCount Groups { get; }

    /// <summary>What the dispatch moves, for <c>ExplainGpu</c>.</summary>
    KernelTraffic Traffic { get; }

    /// <summary>Writes the constants in the order of <c>b0</c>.</summary>
    /// <param name="constants">As many as <see cref="KernelDescriptor.ConstantCount"/>.</param>
    void WriteConstants(Span<uint> constants);
}
