using System.Buffers.Binary;

namespace Compiled;

/// <summary>
/// Decodes JPEG (ITU-T T.81): baseline, extended and progressive Huffman coding with 8 bits a sample, any sampling factors, restart markers.
/// The pixels are those of libjpeg with its accurate transform and smooth upsampling.
/// </summary>
internal sealed class JpegDecoder
{
    // Encoders write about ten; a file of very many could keep a decoder busy for long.
    private const int MaximumScans = 256;

    private readonly ushort[]?[] _quantization = new ushort[]?[4];
    private readonly HuffmanTable?[] _dcTables = new HuffmanTable?[4];
    private readonly HuffmanTable?[] _acTables = new HuffmanTable?[4];
    private JpegFrame? _frame;
    private int _restartInterval;
    private int _scans;
    private bool _isJfif;
    private int? _adobeTransform;

    private JpegDecoder()
    {
    }

    public static bool IsJpeg(ReadOnlySpan<byte> file) => file.StartsWith([JpegMarker.Prefix, JpegMarker.StartOfImage, JpegMarker.Prefix]);

    /// <exception cref="InvalidDataException">The file is damaged, too large, or of a kind that is not read.</exception>
    public static Image Decode(ReadOnlySpan<byte> file, long maximumPixels)
    {
        JpegDecoder decoder = new();
        try
        {
            decoder.ReadSegments(file, maximumPixels);
            return decoder.MakeImage();
        }
        finally
        {
            foreach (JpegComponent component in decoder._frame?.Components ?? [])
            {
                component.Release();
            }
        }
    }

    private void ReadSegments(ReadOnlySpan<byte> file, long maximumPixels)
    {
        int position = 2;
        while (true)
        {
            byte marker = NextMarker(file, ref position);
            if (marker == JpegMarker.EndOfImage)
            {
                return;
            }

            if (JpegMarker.IsBare(marker))
            {
                continue;
            }

            int length = position + 2 <= file.Length ? BinaryPrimitives.ReadUInt16BigEndian(file[position..]) : 0;
            if (length < 2 || length > file.Length - position)
            {
                throw new InvalidDataException($"the segment of marker FF{marker:X2} has {length} bytes, but the file ends after {file.Length - position}.");
            }

            ReadOnlySpan<byte> segment = file.Slice(position + 2, length - 2);
            position += length;
            if (marker == JpegMarker.StartOfScan)
            {
                position = ReadScan(file, position, segment);
            }
            else
            {
                ReadSegment(marker, segment, file.Length, maximumPixels);
            }
        }
    }

    /// <summary>Goes behind the next marker. Some writers leave bytes before one, which count for nothing.</summary>
    private static byte NextMarker(ReadOnlySpan<byte> file, ref int position)
    {
        while (position + 1 < file.Length)
        {
            if (file[position++] == JpegMarker.Prefix && file[position] is not (0 or JpegMarker.Prefix))
            {
                return file[position++];
            }
        }

        throw new InvalidDataException("the file ends before its end marker.");
    }

    private void ReadSegment(byte marker, ReadOnlySpan<byte> segment, int fileLength, long maximumPixels)
    {
        switch (marker)
        {
            case JpegMarker.QuantizationTables:
                JpegTables.ReadQuantization(segment, _quantization);
                break;
            case JpegMarker.HuffmanTables:
                JpegTables.ReadHuffman(segment, _dcTables, _acTables);
                break;
            case JpegMarker.RestartInterval:
                _restartInterval = segment.Length == 2
                    ? BinaryPrimitives.ReadUInt16BigEndian(segment)
                    : throw new InvalidDataException($"the restart interval has {segment.Length} bytes, where 2 are prescribed.");
                break;
            case JpegMarker.Jfif:
                _isJfif |= segment.StartsWith("JFIF\0"u8);
                break;
            case JpegMarker.Adobe:
                // The name, a version and two words of flags stand before the transform.
                if (segment.StartsWith("Adobe"u8) && segment.Length >= 12)
                {
                    _adobeTransform = segment[11];
                }

                break;
            default:
                if (JpegMarker.IsFrame(marker))
                {
                    BeginFrame(marker, segment, fileLength, maximumPixels);
                }
                else if (marker == JpegMarker.ArithmeticConditioning)
                {
                    throw new InvalidDataException("the picture is coded arithmetically; Huffman coding is read.");
                }

                break;
        }
    }

    private void BeginFrame(byte marker, ReadOnlySpan<byte> segment, int fileLength, long maximumPixels)
    {
        if (_frame is not null)
        {
            throw new InvalidDataException("there is a second frame.");
        }

        JpegFrame frame = JpegFrame.Read(marker, segment, fileLength, maximumPixels);
        foreach (JpegComponent component in frame.Components)
        {
            component.Allocate();
        }

        _frame = frame;
    }

    private int ReadScan(ReadOnlySpan<byte> file, int position, ReadOnlySpan<byte> segment)
    {
        JpegFrame frame = _frame ?? throw new InvalidDataException("a scan comes before the frame header.");
        if (++_scans > MaximumScans)
        {
            throw new InvalidDataException($"there are more than {MaximumScans} scans.");
        }

        JpegScan scan = JpegScan.Read(segment, frame, _dcTables, _acTables);
        scan.Register(frame.Progressive);
        foreach (ScanComponent part in scan.Components)
        {
            JpegComponent component = part.Component;
            component.Quantization ??= _quantization[component.QuantizationTable]
                ?? throw new InvalidDataException($"component {component.Id} names quantization table {component.QuantizationTable}, which is not there.");
        }

        return ScanReader.Read(file, position, frame, scan, _restartInterval);
    }

    private Image MakeImage()
    {
        JpegFrame frame = _frame ?? throw new InvalidDataException("there is no picture before the end marker.");
        foreach (JpegComponent component in frame.Components)
        {
            component.CheckComplete();
            component.Transform();
        }

        Image image = new(frame.Width, frame.Height, frame.Components.Length == 1 ? 1 : 3);
        ChromaUpsampling[] upsamplings = [.. frame.Components.Select(component => new ChromaUpsampling(frame, component))];
        byte[][] rows = [.. upsamplings.Select(_ => new byte[frame.Width + 2])];
        JpegColorCoding coding = Coding(frame);
        for (int y = 0; y < frame.Height; y++)
        {
            for (int i = 0; i < rows.Length; i++)
            {
                upsamplings[i].Write(y, rows[i]);
            }

            JpegColors.Convert(coding, rows, image.Row(y));
        }

        return image;
    }

    /// <summary>As libjpeg decides: JFIF says YCbCr, Adobe's segment says it itself, and else the components' names do.</summary>
    private JpegColorCoding Coding(JpegFrame frame) => frame.Components.Length switch
    {
        1 => JpegColorCoding.Grey,
        4 => _adobeTransform is not { } transform ? JpegColorCoding.Cmyk
            : transform == 2 ? JpegColorCoding.Ycck
            : JpegColorCoding.InvertedCmyk,
        _ when _isJfif => JpegColorCoding.YCbCr,
        _ when _adobeTransform is { } transform => transform == 0 ? JpegColorCoding.Rgb : JpegColorCoding.YCbCr,
        _ => frame.Components.Select(component => (char)component.Id).SequenceEqual("RGB") ? JpegColorCoding.Rgb : JpegColorCoding.YCbCr,
    };
}
