using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Compiled;

/// <summary>
/// Word vectors in word2vec's binary form: a line with the number of words and of dimensions, then for each word its bytes, a space, and its numbers in
/// single precision, little-endian. A line feed may follow.
/// </summary>
internal sealed class WordVectorBinaryReader(string file, WordVectorOptions options)
{
    private const int LongestWord = 1 << 14;
    private readonly byte[] _text = new byte[LongestWord];
    private long _position;

    public WordVectors Read(Stream stream)
    {
        using BufferedStream buffered = new(stream, 1 << 16);
        (long count, int dimensions) = ReadHeader(buffered);
        WordVectorCollector collector = new(file, options);
        byte[] bytes = new byte[dimensions * sizeof(float)];
        float[] vector = new float[dimensions];
        for (long word = 0; word < count && !collector.IsFull; word++)
        {
            string text = ReadText(buffered, (byte)' ', $"word {word} of {count}").TrimStart('\n');
            int filled = buffered.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            if (filled < bytes.Length)
            {
                throw new InvalidDataException($"{file} is cut short: {bytes.Length} bytes expected from byte {_position} on for word {word} of {count}, '{text}', {filled} there.");
            }

            for (int i = 0; i < dimensions; i++)
            {
                vector[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(i * sizeof(float)));
                if (!float.IsFinite(vector[i]))
                {
                    throw new InvalidDataException($"{file}: number {i + 1} of word {word}, '{text}', at byte {_position + (i * sizeof(float))}, is {vector[i].ToString(CultureInfo.InvariantCulture)}.");
                }
            }

            _position += filled;
            collector.Add(text, vector);
        }

        return collector.ToVectors(dimensions);
    }

    private (long Words, int Dimensions) ReadHeader(Stream stream)
    {
        string line = ReadText(stream, (byte)'\n', "the first line");
        string[] fields = line.Split(' ', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return fields.Length == 2
            && long.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out long words)
            && int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out int dimensions)
            && dimensions is > 0 and <= WordVectors.MostDimensions
            ? (words, dimensions)
            : throw new InvalidDataException($"{file}: not a binary file of word2vec; its first line is no number of words and of dimensions (1 to {WordVectors.MostDimensions}).");
    }

    private string ReadText(Stream stream, byte end, string what)
    {
        for (int length = 0; length < LongestWord; length++)
        {
            int value = stream.ReadByte();
            if (value < 0)
            {
                throw new InvalidDataException($"{file} is cut short: it ends at byte {_position}, within {what}.");
            }

            _position++;
            if (value == end)
            {
                return Encoding.UTF8.GetString(_text, 0, length);
            }

            _text[length] = (byte)value;
        }

        throw new InvalidDataException($"{file}: {what}, up to byte {_position}, has no end; the file is damaged or of another format.");
    }
}
