namespace Compiled;

/// <summary>
/// Gathers the records of CIFAR-10's binary files: a byte for the class, then 1024 for red, green and blue each, row after row.
/// The pixels are laid out anew, with the three channels of a pixel side by side.
/// </summary>
internal sealed class CifarRecords(int capacity)
{
    private const int Size = 32;
    private const int Channels = 3;
    private const int Plane = Size * Size;
    private const int RecordLength = 1 + (Channels * Plane);
    private const int Classes = 10;

    private readonly byte[] _pixels = new byte[capacity * Channels * Plane];
    private readonly byte[] _labels = new byte[capacity];

    /// <summary>Reads all records of a file.</summary>
    /// <param name="stream">Is read to its end.</param>
    /// <param name="first">The place of its first record.</param>
    /// <param name="records">How many there must be.</param>
    /// <param name="name">Names the file in messages.</param>
    /// <exception cref="InvalidDataException">The file is shorter or longer, its compression is damaged, or a class does not exist.</exception>
    public void Read(Stream stream, int first, int records, string name)
    {
        byte[] record = new byte[RecordLength];
        for (int i = 0; i < records; i++)
        {
            if (ReadRecord(stream, record, name) < record.Length)
            {
                throw new InvalidDataException($"{name}: the file ends after {i} of {records} images.");
            }

            if (record[0] >= Classes)
            {
                throw new InvalidDataException($"{name}: the class of image {i} is {record[0]}, where 0 to {Classes - 1} was expected.");
            }

            Store(record, first + i);
        }

        if (ReadRecord(stream, record, name) > 0)
        {
            throw new InvalidDataException($"{name}: the file goes on after {records} images.");
        }
    }

    public ImageDataset ToDataset() => new(_pixels, _labels, Size, Size, Channels);

    private static int ReadRecord(Stream stream, byte[] record, string name)
    {
        try
        {
            return stream.ReadAtLeast(record, record.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{name}: the compressed data is damaged. {exception.Message}", exception);
        }
    }

    private void Store(ReadOnlySpan<byte> record, int place)
    {
        _labels[place] = record[0];
        Span<byte> pixels = _pixels.AsSpan(place * Channels * Plane, Channels * Plane);
        for (int channel = 0; channel < Channels; channel++)
        {
            ReadOnlySpan<byte> plane = record.Slice(1 + (channel * Plane), Plane);
            for (int i = 0; i < plane.Length; i++)
            {
                pixels[(i * Channels) + channel] = plane[i];
            }
        }
    }
}
