using System.Collections.Immutable;

namespace Compiled.Devices;

/// <summary>
/// A compute kernel for a device, as text and tables. The text is HLSL of shader model 6.0 with the entry point <c>main</c>; its constants,
/// 32 bits each, stand in <c>b0</c>, and binding <c>n</c> is <c>RWStructuredBuffer</c> <c>un</c>.
/// </summary>
/// <param name="Name">For messages: model, program, layer and operator.</param>
/// <param name="Source">The HLSL; all that is known while building is in it as numbers.</param>
/// <param name="Threads">The threads of a group, as <c>numthreads</c> says.</param>
/// <param name="Bindings">The memory that the kernel reads and writes, in the order of the registers.</param>
/// <param name="ConstantCount">How many 32-bit constants <c>b0</c> has.</param>
public sealed record KernelDescriptor(string Name, string Source, GroupSize Threads, ImmutableArray<KernelBinding> Bindings, int ConstantCount)
{
    /// <summary>
    /// What constants and bindings together may take of a root signature: 64 words, of which a binding takes two
    /// (Direct3D 12 specification, "Root signature limits").
    /// </summary>
    public const int RootWords = 64;

    /// <summary>The groups that one axis of a dispatch may have; kernels loop where there is more to do.</summary>
    public const int MostGroups = 65535;

    /// <summary>The layer that the kernel computes; empty for none.</summary>
    public string Layer { get; init; } = "";

    /// <summary>The operators that are fused into the kernel, in order.</summary>
    public string Operators { get; init; } = "";

    /// <exception cref="InvalidOperationException">No device can run such a kernel.</exception>
    public void Validate()
    {
        int words = ConstantCount + (2 * Bindings.Length);
        if (words > RootWords)
        {
            throw new InvalidOperationException($"{Name}: {ConstantCount} constants and {Bindings.Length} bindings take {words} words; a root signature has {RootWords}");
        }

        if (Threads.X < 1 || Threads.Y < 1 || Threads.Z is < 1 or > 64 || (long)Threads.X * Threads.Y * Threads.Z > 1024)
        {
            throw new InvalidOperationException($"{Name}: a group of {Threads.X} × {Threads.Y} × {Threads.Z} threads; a group has 1 to 1024, and at most 64 along z");
        }
    }
}

/// <summary>The threads of one group.</summary>
public readonly record struct GroupSize(int X, int Y = 1, int Z = 1);

/// <summary>The groups of one dispatch.</summary>
public readonly record struct GroupCount(uint X, uint Y = 1, uint Z = 1)
{
    /// <summary>The groups along one axis for a number of elements; what is beyond <see cref="KernelDescriptor.MostGroups"/> the kernel loops over.</summary>
    public static uint Of(long elements, int perGroup) => (uint)Math.Min((elements + perGroup - 1) / perGroup, KernelDescriptor.MostGroups);
}

/// <summary>The bytes that one dispatch has to read and to write: each element once, however often groups read it again.</summary>
public readonly record struct KernelTraffic(long Read, long Written);

/// <summary>Memory that a kernel sees: which part of the model's, and which among several such.</summary>
/// <param name="Index">The input, target, output or metric; 0 where there is one.</param>
public readonly record struct KernelBinding(DeviceMemory Memory, int Index = 0);

/// <summary>What a buffer of a model holds.</summary>
public enum DeviceMemory
{
    /// <summary>Values between kernels.</summary>
    Workspace,

    /// <summary>The arena of weights.</summary>
    Parameters,

    /// <summary>The arena of gradients, laid out as the weights.</summary>
    Gradients,

    /// <summary>What the optimizer remembers: one arena behind the other, each laid out as the weights.</summary>
    States,

    /// <summary>For each limit of a gradient's norm the factor that is left, and the sums that it is made of.</summary>
    GradientNorm,

    /// <summary>An input of the batch.</summary>
    Input,

    /// <summary>A target of the batch.</summary>
    Target,

    /// <summary>The weights of the batch's samples.</summary>
    SampleWeight,

    /// <summary>What the model says of the batch.</summary>
    Prediction,

    /// <summary>The total loss, then the loss of each output.</summary>
    Loss,

    /// <summary>The values of a custom metric, one a sample.</summary>
    Metric,

    /// <summary>Which steps of a prediction count.</summary>
    Mask,

    /// <summary>The gradient with respect to an input.</summary>
    InputGradient,

    /// <summary>What a layer keeps between batches, as the batch before left it.</summary>
    CarriedState,

    /// <summary>What a layer keeps for the next batch.</summary>
    NextCarriedState,
}
