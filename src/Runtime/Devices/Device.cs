using System.Collections.Immutable;
using Compiled.Devices;

namespace Compiled;

/// <summary>What a model runs on: the processor, or a device of compute shaders.</summary>
public abstract class Device
{
    private static ImmutableArray<DeviceProvider> _providers = [];

    /// <summary>The processor: always there.</summary>
    public static Device Cpu { get; } = new CpuDevice();

    /// <summary>The GPU with the most memory.</summary>
    /// <exception cref="PlatformNotSupportedException">There is none; the message says what was looked for and what was found.</exception>
    public static Device Gpu => Search().Best(DeviceKind.Gpu) ?? throw new PlatformNotSupportedException($"no GPU can be used: {Search().Reasons}");

    /// <summary>The GPU with the most memory, or the processor where there is none; <see cref="WhyBest"/> says why.</summary>
    public static Device Best => Search().Best(DeviceKind.Gpu) ?? Cpu;

    /// <summary>Why <see cref="Best"/> is what it is, in a sentence.</summary>
    public static string WhyBest => Search().Best(DeviceKind.Gpu) is { } gpu
        ? $"{gpu.Name} is the GPU with the most memory"
        : $"models run on the processor, since no GPU can be used: {Search().Reasons}";

    /// <summary>A device as the system names it.</summary>
    public abstract string Name { get; }

    /// <summary>What it is.</summary>
    public abstract DeviceKind Kind { get; }

    /// <summary>Its own memory in bytes; for the processor what the process may use.</summary>
    public abstract long Memory { get; }

    /// <summary>Every device that can be used: the processor first, then GPUs, then GPUs that the processor imitates.</summary>
    public static ImmutableArray<Device> Enumerate() => [Cpu, .. Search().Devices.OrderBy(device => device.Kind).ThenByDescending(device => device.Memory)];

    /// <summary>Lets <see cref="Enumerate"/> see the devices of a library; a second provider of the same name changes nothing.</summary>
    public static void Register(DeviceProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        ImmutableInterlocked.Update(ref _providers, providers => providers.Any(p => p.Name == provider.Name) ? providers : providers.Add(provider));
    }

    /// <summary>Begins to use the device.</summary>
    /// <exception cref="InvalidOperationException">It is the processor, which needs no context.</exception>
    public abstract DeviceContext Open();

    /// <inheritdoc/>
    public override string ToString() => Name;

    private static DeviceSearch Search() => DeviceSearch.Of(_providers);
}

/// <summary>What a device is.</summary>
public enum DeviceKind
{
    /// <summary>The processor, running SIMD code.</summary>
    Cpu,

    /// <summary>A graphics processor.</summary>
    Gpu,

    /// <summary>A graphics processor that the processor imitates: right, and slow.</summary>
    Software,
}
