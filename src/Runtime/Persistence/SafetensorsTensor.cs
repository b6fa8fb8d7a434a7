using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Compiled;

/// <summary>A tensor of a safetensors file.</summary>
public sealed class SafetensorsTensor
{
    internal SafetensorsTensor(SafetensorsEntry entry, byte[] data)
    {
        Name = entry.Name;
        Element = entry.Element;
        Shape = entry.Shape;
        Data = data;
    }

    /// <summary>The tensor's name, unique in its file.</summary>
    public string Name { get; }

    /// <summary>The type of the elements.</summary>
    public SafetensorsElement Element { get; }

    /// <summary>The sizes, outermost first; empty for one number.</summary>
    public ImmutableArray<long> Shape { get; }

    /// <summary>The elements as in the file: little-endian, the last axis running fastest.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>The elements in single precision; half and double precision are converted.</summary>
    /// <exception cref="InvalidOperationException">The elements are not floating-point numbers.</exception>
    public float[] ToFloats()
    {
        float[] values = new float[Data.Length / SafetensorsElements.SizeOf(Element)];
        ReadOnlySpan<byte> data = Data.Span;
        switch (Element)
        {
            case SafetensorsElement.Float32:
                data.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
                LittleEndian.Fix(values);
                break;
            case SafetensorsElement.Float16:
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = (float)BinaryPrimitives.ReadHalfLittleEndian(data[(2 * i)..]);
                }

                break;
            case SafetensorsElement.BFloat16:
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(data[(2 * i)..]) << 16);
                }

                break;
            case SafetensorsElement.Float64:
                for (int i = 0; i < values.Length; i++)
                {
                    values[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(data[(8 * i)..]);
                }

                break;
            default:
                throw new InvalidOperationException($"{this} does not hold floating-point numbers.");
        }

        return values;
    }

    /// <summary>The elements as a tensor of single precision.</summary>
    /// <inheritdoc cref="ToFloats"/>
    public Tensor<float> ToTensor() => Tensor.Create(ToFloats(), [.. Shape.Select(size => (nint)size)]);

    /// <summary>For example <c>dense/kernel F32 (784, 10)</c>.</summary>
    public override string ToString() => $"'{Name}' {SafetensorsElements.NameOf(Element)} {Wording.Shape(Shape)}";
}
