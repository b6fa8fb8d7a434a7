using System.Globalization;
using System.Text;

namespace Compiled;

public sealed partial class WordVectors
{
    internal const int MostDimensions = 1 << 20;

    /// <summary>
    /// Reads vectors that are written as text, by GloVe (without a first line of its own) or word2vec (with the numbers of words and dimensions on it),
    /// plain or compressed with gzip. A word that comes again is left out; bytes that are no UTF-8 become U+FFFD.
    /// </summary>
    /// <param name="path">For example <c>glove.6B.100d.txt</c>.</param>
    /// <param name="options">What is kept; null for everything.</param>
    /// <exception cref="InvalidDataException">The file is damaged or cut; the message has file and line.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static WordVectors ReadText(string path, WordVectorOptions? options = null)
        => GzipContent.Read(path, new WordVectorTextReader(path, options ?? new()).Read);

    /// <summary>Reads vectors in word2vec's binary form, such as <c>GoogleNews-vectors-negative300.bin.gz</c>, plain or compressed with gzip.</summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What is kept; null for everything.</param>
    /// <exception cref="InvalidDataException">The file is damaged or cut; the message has file, word and byte.</exception>
    /// <inheritdoc cref="ReadText"/>
    public static WordVectors ReadBinary(string path, WordVectorOptions? options = null)
        => GzipContent.Read(path, new WordVectorBinaryReader(path, options ?? new()).Read);

    /// <summary>Writes word2vec's text form, which <see cref="ReadText"/> and gensim read; numbers keep their last bit.</summary>
    /// <param name="path">The file; it appears under its name only when it is whole.</param>
    /// <exception cref="InvalidOperationException">A word is empty or has a line break in it, which the form cannot hold.</exception>
    /// <exception cref="IOException">The file cannot be written; an older one stays as it was.</exception>
    public void SaveText(string path) => Save(path, '\n', static (vector, stream) =>
    {
        StringBuilder line = new();
        foreach (float number in vector)
        {
            line.Append(' ').Append(number.ToString("R", CultureInfo.InvariantCulture));
        }

        stream.Write(Encoding.UTF8.GetBytes(line.Append('\n').ToString()));
    });

    /// <summary>Writes word2vec's binary form, which <see cref="ReadBinary"/> and gensim read.</summary>
    /// <param name="path">The file; it appears under its name only when it is whole.</param>
    /// <exception cref="InvalidOperationException">A word is empty or has a space in it, which the form cannot hold.</exception>
    /// <exception cref="IOException">The file cannot be written; an older one stays as it was.</exception>
    public void SaveBinary(string path) => Save(path, ' ', static (vector, stream) =>
    {
        stream.WriteByte((byte)' ');
        SafetensorsWriter.Values(stream, vector);
        stream.WriteByte((byte)'\n');
    });

    private delegate void VectorWriter(ReadOnlySpan<float> vector, Stream stream);

    private void Save(string path, char forbidden, VectorWriter write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        for (int place = 0; place < Words.Length; place++)
        {
            if (Words[place].Length == 0 || Words[place].AsSpan().IndexOfAny('\r', '\n', forbidden) >= 0)
            {
                throw new InvalidOperationException($"Word {place}, '{Words[place]}', is empty or has a character in it that the file's form uses itself.");
            }
        }

        AtomicFile.Write(path, stream =>
        {
            stream.Write(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Words.Length} {Dimensions}\n")));
            for (int place = 0; place < Words.Length; place++)
            {
                stream.Write(Encoding.UTF8.GetBytes(Words[place]));
                write(At(place), stream);
            }
        });
    }
}
