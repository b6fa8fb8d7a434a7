using System.Buffers.Binary;

namespace Compiled;

/// <summary>Turns the samples of a PNG row into pixels of one byte a channel.</summary>
internal sealed class PngPixels
{
    private const byte Opaque = 255;
    private readonly PngHeader _header;
    private readonly byte[] _palette;
    private readonly byte[] _opacities;
    private readonly int[]? _transparent;

    /// <param name="header">Tells the form of samples.</param>
    /// <param name="palette">The PLTE chunk: three bytes a colour.</param>
    /// <param name="transparency">The tRNS chunk: the opacities of a palette, or the one colour that is transparent; empty where there is none.</param>
    /// <exception cref="InvalidDataException">The chunks do not fit the header.</exception>
    public PngPixels(PngHeader header, ReadOnlySpan<byte> palette, ReadOnlySpan<byte> transparency)
    {
        _header = header;
        _palette = palette.ToArray();
        _opacities = [];
        if (header.Color == PngColor.Palette)
        {
            if (palette.IsEmpty || palette.Length % 3 != 0 || palette.Length > 3 * 256)
            {
                throw new InvalidDataException(palette.IsEmpty ? "there is no palette." : $"the palette has {palette.Length} bytes, where three for each of up to 256 colours are prescribed.");
            }

            if (transparency.Length > palette.Length / 3)
            {
                throw new InvalidDataException($"{transparency.Length} opacities are given for {palette.Length / 3} colours.");
            }

            _opacities = transparency.ToArray();
        }
        else if (!transparency.IsEmpty)
        {
            if (header.Color is not (PngColor.Grey or PngColor.Rgb) || transparency.Length != 2 * header.Samples)
            {
                throw new InvalidDataException($"a transparent colour of {transparency.Length} bytes does not fit colour type {(int)header.Color}.");
            }

            _transparent = new int[header.Samples];
            for (int i = 0; i < _transparent.Length; i++)
            {
                _transparent[i] = BinaryPrimitives.ReadUInt16BigEndian(transparency[(2 * i)..]);
            }
        }

        Channels = header.Color == PngColor.Palette
            ? (_opacities.Length == 0 ? 3 : 4)
            : header.Samples + (_transparent is null ? 0 : 1);
    }

    /// <summary>The channels of the picture.</summary>
    public int Channels { get; }

    /// <summary>Writes the pixels of a row.</summary>
    /// <param name="row">The samples, unfiltered.</param>
    /// <param name="columns">How many pixels.</param>
    /// <param name="destination">Where the first goes.</param>
    /// <param name="step">The distance in pixels from one to the next.</param>
    public void Unpack(ReadOnlySpan<byte> row, int columns, Span<byte> destination, int step)
    {
        bool direct = _header.BitDepth == 8 && _transparent is null && _header.Color != PngColor.Palette;
        if (direct && step == 1)
        {
            row[..(columns * Channels)].CopyTo(destination);
            return;
        }

        for (int column = 0; column < columns; column++)
        {
            Span<byte> pixel = destination.Slice(column * step * Channels, Channels);
            if (direct)
            {
                row.Slice(column * Channels, Channels).CopyTo(pixel);
            }
            else if (_header.Color == PngColor.Palette)
            {
                LookUp(Sample(row, column), pixel);
            }
            else
            {
                Scale(row, column, pixel);
            }
        }
    }

    private void LookUp(int index, Span<byte> pixel)
    {
        if (3 * index >= _palette.Length)
        {
            throw new InvalidDataException($"a pixel has colour {index} of a palette of {_palette.Length / 3}.");
        }

        _palette.AsSpan(3 * index, 3).CopyTo(pixel);
        if (pixel.Length == 4)
        {
            pixel[3] = index < _opacities.Length ? _opacities[index] : Opaque;
        }
    }

    private void Scale(ReadOnlySpan<byte> row, int column, Span<byte> pixel)
    {
        int largest = (1 << _header.BitDepth) - 1;
        bool transparent = _transparent is not null;
        for (int i = 0; i < _header.Samples; i++)
        {
            int sample = Sample(row, (column * _header.Samples) + i);
            transparent &= _transparent is null || sample == (_transparent[i] & largest);
            // Rounded: exact for 1, 2, 4 and 8 bits, as 255 is a multiple of their largest values.
            pixel[i] = (byte)(((sample * 255) + (largest / 2)) / largest);
        }

        if (_transparent is not null)
        {
            pixel[^1] = transparent ? (byte)0 : Opaque;
        }
    }

    private int Sample(ReadOnlySpan<byte> row, int index)
    {
        switch (_header.BitDepth)
        {
            case 16:
                return BinaryPrimitives.ReadUInt16BigEndian(row[(2 * index)..]);
            case 8:
                return row[index];
            default:
                // The leftmost pixel is in the highest bits.
                int bit = index * _header.BitDepth;
                return (row[bit >> 3] >> (8 - _header.BitDepth - (bit & 7))) & ((1 << _header.BitDepth) - 1);
        }
    }
}
