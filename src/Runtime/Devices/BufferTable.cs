namespace Compiled.Devices;

/// <summary>The buffers that stand for the memory which kernels name.</summary>
public sealed class BufferTable
{
    private readonly DeviceBuffer?[][] _buffers = [.. Enum.GetValues<DeviceMemory>().Select(_ => Array.Empty<DeviceBuffer?>())];

    /// <summary>The buffer behind a binding.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public DeviceBuffer this[KernelBinding binding]
    {
        get => _buffers[(int)binding.Memory] is var row && binding.Index < row.Length && row[binding.Index] is { } buffer
            ? buffer
            : throw new InvalidOperationException($"no buffer is bound as {binding.Memory} {binding.Index}");
        set
        {
            ref DeviceBuffer?[] row = ref _buffers[(int)binding.Memory];
            if (binding.Index >= row.Length)
            {
                Array.Resize(ref row, binding.Index + 1);
            }

            row[binding.Index] = value;
        }
    }
}
