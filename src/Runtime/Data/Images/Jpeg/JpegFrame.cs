using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Compiled;

/// <summary>The frame header of a JPEG file (ITU-T T.81, B.2.2).</summary>
internal sealed class JpegFrame
{
    private const int HeaderLength = 6;
    private const int ComponentLength = 3;
    private const int LargestFactor = 4;

    private JpegFrame(int width, int height, bool progressive, ImmutableArray<JpegComponent> components)
    {
        Width = width;
        Height = height;
        Progressive = progressive;
        Components = components;
        LargestHorizontal = components.Max(component => component.Horizontal);
        LargestVertical = components.Max(component => component.Vertical);
        McusAcross = Mcus(width, LargestHorizontal);
        McusDown = Mcus(height, LargestVertical);
        foreach (JpegComponent component in components)
        {
            component.SetSize(this);
        }

        static int Mcus(int pixels, int factor) => (pixels + (JpegComponent.BlockSize * factor) - 1) / (JpegComponent.BlockSize * factor);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Whether coefficients come in several scans, first roughly and then to the last bit.</summary>
    public bool Progressive { get; }

    public ImmutableArray<JpegComponent> Components { get; }

    public int LargestHorizontal { get; }

    public int LargestVertical { get; }

    /// <summary>Minimum coded units (MCUs) across: of each component as many blocks as its factors say.</summary>
    public int McusAcross { get; }

    public int McusDown { get; }

    /// <param name="marker">The kind of frame.</param>
    /// <param name="segment">The header behind its length.</param>
    /// <param name="fileLength">The bytes of the whole file, which bound the blocks that it can hold.</param>
    /// <param name="maximumPixels">What the caller allows.</param>
    /// <exception cref="InvalidDataException">The header breaks the standard, or is of a kind that is not read.</exception>
    public static JpegFrame Read(byte marker, ReadOnlySpan<byte> segment, int fileLength, long maximumPixels)
    {
        if (marker is not (JpegMarker.BaselineFrame or JpegMarker.ExtendedFrame or JpegMarker.ProgressiveFrame))
        {
            throw new InvalidDataException(
                $"the picture is coded with process {marker - JpegMarker.BaselineFrame} (lossless, hierarchical or arithmetic); baseline, extended and progressive Huffman coding are read.");
        }

        if (segment.Length < HeaderLength || segment.Length != HeaderLength + (ComponentLength * segment[5]))
        {
            throw new InvalidDataException($"the frame header has {segment.Length} bytes, which do not fit its number of components.");
        }

        int height = BinaryPrimitives.ReadUInt16BigEndian(segment[1..]);
        int width = BinaryPrimitives.ReadUInt16BigEndian(segment[3..]);
        if (segment[0] != 8)
        {
            throw new InvalidDataException($"a sample has {segment[0]} bits; 8 are read.");
        }

        ImageLimits.Check(width, height, maximumPixels);
        JpegFrame frame = new(width, height, marker == JpegMarker.ProgressiveFrame, ReadComponents(segment[HeaderLength..]));
        frame.CheckRoom(fileLength);
        return frame;
    }

    private static ImmutableArray<JpegComponent> ReadComponents(ReadOnlySpan<byte> segment)
    {
        int count = segment.Length / ComponentLength;
        if (count is not (1 or 3 or 4))
        {
            throw new InvalidDataException($"the picture has {count} components; 1, 3 and 4 are read.");
        }

        var components = ImmutableArray.CreateBuilder<JpegComponent>(count);
        for (int i = 0; i < count; i++, segment = segment[ComponentLength..])
        {
            byte id = segment[0];
            JpegComponent component = new(id, segment[1] >> 4, segment[1] & 15, segment[2]);
            if (component.Horizontal is < 1 or > LargestFactor || component.Vertical is < 1 or > LargestFactor)
            {
                throw new InvalidDataException($"component {id} has sampling factors {component.Horizontal}×{component.Vertical}; each is 1 to {LargestFactor}.");
            }

            if (component.QuantizationTable > 3)
            {
                throw new InvalidDataException($"component {id} names quantization table {component.QuantizationTable}; there are 0 to 3.");
            }

            if (components.Any(other => other.Id == id))
            {
                throw new InvalidDataException($"two components are called {id}.");
            }

            components.Add(component);
        }

        return components.MoveToImmutable();
    }

    // Every block takes at least one bit for its DC coefficient.
    private void CheckRoom(int fileLength)
    {
        long blocks = Components.Sum(component => (long)component.BlocksAcross * component.BlocksDown);
        if (blocks > 8L * fileLength)
        {
            throw new InvalidDataException($"{fileLength} bytes cannot hold {Width}×{Height} pixels.");
        }
    }
}
