using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Compiled.Runtime.Tests.Data;

public sealed class WordVectorTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compiled-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(byte[] content)
    {
        string path = Path.Combine(_folder, Guid.NewGuid().ToString("N"));
        File.WriteAllBytes(path, content);
        return path;
    }

    private string Write(string content) => Write(Encoding.UTF8.GetBytes(content));

    private static byte[] Compressed(byte[] content)
    {
        using MemoryStream compressed = new();
        using (GZipStream stream = new(compressed, CompressionMode.Compress))
        {
            stream.Write(content);
        }

        return compressed.ToArray();
    }

    private static byte[] Binary(string header, params (string Word, float[] Vector)[] words)
    {
        using MemoryStream stream = new();
        stream.Write(Encoding.UTF8.GetBytes(header + "\n"));
        byte[] bytes = new byte[4];
        foreach ((string word, float[] vector) in words)
        {
            stream.Write(Encoding.UTF8.GetBytes(word + " "));
            foreach (float number in vector)
            {
                BinaryPrimitives.WriteSingleLittleEndian(bytes, number);
                stream.Write(bytes);
            }

            stream.WriteByte((byte)'\n');
        }

        return stream.ToArray();
    }

    [Fact]
    public void TextsOfGloveAndWord2VecAreRead()
    {
        WordVectors vectors = WordVectors.ReadText(Write("the 0.5 -1 2e-1\n. . . 1 2 3\nnaïve 4 5 6\nthe 7 8 9\n"));
        Assert.Equal(["the", ". . .", "naïve"], vectors.Words.ToArray());
        Assert.Equal((3, 1, -1), (vectors.Dimensions, vectors.IndexOf(". . ."), vectors.IndexOf("cow")));
        Assert.Equal([0.5f, -1, 0.2f, 1, 2, 3, 4, 5, 6], vectors.Values.ToArray());
        Assert.Equal([4, 5, 6], vectors["naïve"].ToArray());

        vectors = WordVectors.ReadText(Write(Compressed(Encoding.UTF8.GetBytes("2 2\r\na 1 2 \r\n7 3 4\r\n"))));
        Assert.Equal(["a", "7"], vectors.Words.ToArray());
        Assert.Equal([1, 2, 3, 4], vectors.Values.ToArray());
    }

    [Fact]
    public void BinariesAreReadPlainAndCompressed()
    {
        byte[] content = Binary("2 3", ("the", [1, 2, 3]), ("\U0001F600é", [-0.5f, 0, 1e-30f]));
        foreach (byte[] form in (byte[][])[content, Compressed(content)])
        {
            WordVectors vectors = WordVectors.ReadBinary(Write(form));
            Assert.Equal(["the", "\U0001F600é"], vectors.Words.ToArray());
            Assert.Equal([1, 2, 3, -0.5f, 0, 1e-30f], vectors.Values.ToArray());
        }

        // Some files have no line feeds between the words.
        Assert.Equal(["a", "b"], WordVectors.ReadBinary(Write("2 1\na \0\0\0\0b \0\0\0\0")).Words.ToArray());
    }

    [Fact]
    public void WhatIsSavedIsReadAgain()
    {
        WordVectors vectors = new(["the", "a b"], new float[] { 0.1f, -1.5e-20f, float.MaxValue, 3 }, 2);
        string path = Path.Combine(_folder, "vectors.txt");
        vectors.SaveText(path);
        WordVectors read = WordVectors.ReadText(path);
        Assert.Equal(vectors.Words.ToArray(), read.Words.ToArray());
        Assert.Equal(vectors.Values.ToArray(), read.Values.ToArray());
        Assert.StartsWith("2 2\nthe 0.1 -1.5E-20\n", File.ReadAllText(path));

        Assert.Contains("Word 1, 'a b'", Assert.Throws<InvalidOperationException>(() => vectors.SaveBinary(path)).Message);
        Assert.StartsWith("2 2\nthe ", File.ReadAllText(path));
        new WordVectors(["the", "é"], vectors.Values.ToArray(), 2).SaveBinary(path);
        Assert.Equal(vectors.Values.ToArray(), WordVectors.ReadBinary(path).Values.ToArray());
    }

    [Fact]
    public void OnlyWhatIsWantedIsKept()
    {
        string path = Write("a 1\nb 2\nc 3\nd x\n");
        Assert.Equal(["a", "c"], WordVectors.ReadText(path, new() { Limit = 2, Keep = word => word != "b" }).Words.ToArray());
        path = Write(Binary("9 1", ("a", [1]), ("b", [2]), ("c", [3])));
        Assert.Equal(["b", "c"], WordVectors.ReadBinary(path, new() { Limit = 2, Keep = word => word != "a" }).Words.ToArray());
    }

    [Theory]
    [InlineData("the 1 2 3\ncat 4 5\n", "line 2: the line has 3 fields, where a word and 3 numbers are expected")]
    [InlineData("2 2\nthe 1 2\ncat 3 4.x\n", "line 3: number 2 of 2 is '4.x'")]
    [InlineData("the 1 NaN\n", "line 1: number 2 of 2 is 'NaN'")]
    [InlineData("3 2\nthe 1 2\ncat 3 4\n", "the first line promises 3 words, but the file has 2")]
    [InlineData("1 2\nthe 1 2\ncat 3 4\n", "the first line promises 1 word, but the file has 2")]
    [InlineData("the\n", "line 1: there are no numbers")]
    [InlineData("5 0\n", "line 1: the vectors have 0 dimensions")]
    [InlineData("", "the file is empty")]
    public void DamagedTextsAreNamedByTheirLine(string content, string message)
    {
        string path = Write(content);
        string actual = Assert.Throws<InvalidDataException>(() => WordVectors.ReadText(path)).Message;
        Assert.StartsWith(path, actual);
        Assert.Contains(message, actual);
    }

    [Fact]
    public void DamagedBinariesAreNamedByTheirByte()
    {
        void Check(byte[] content, string message)
        {
            string path = Write(content);
            string actual = Assert.Throws<InvalidDataException>(() => WordVectors.ReadBinary(path)).Message;
            Assert.StartsWith(path, actual);
            Assert.Contains(message, actual);
        }

        byte[] whole = Binary("2 2", ("the", [1, 2]), ("cat", [3, 4]));
        Check(whole[..^4], "is cut short: 8 bytes expected from byte 21 on for word 1 of 2, 'cat', 5 there");
        Check(whole[..19], "it ends at byte 19, within word 1 of 2");
        Check(whole[..10], "8 bytes expected from byte 8 on for word 0 of 2, 'the', 2 there");
        Check(Encoding.UTF8.GetBytes("the 1 2\n"), "not a binary file of word2vec");
        Check(Encoding.UTF8.GetBytes("5 3000000\n"), "(1 to 1048576)");
        Check(Encoding.UTF8.GetBytes("9"), "it ends at byte 1, within the first line");
        Check([.. Encoding.UTF8.GetBytes("1 1\n"), .. new byte[20_000]], "word 0 of 1, up to byte 16388, has no end");
        Check(Binary("1 2", ("the", [1, float.NaN])), "number 2 of word 0, 'the', at byte 12, is NaN");
    }

    [Fact]
    public void DamagedCompressionIsNamed()
    {
        byte[] compressed = Compressed(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5000).Select(i => $"word{i} {i} {i * 7 % 13}\n"))));
        byte[] changed = [.. compressed];
        changed[^200] ^= 0x55;
        string path = Write(changed);
        Assert.StartsWith(path, Assert.Throws<InvalidDataException>(() => WordVectors.ReadText(path)).Message);
    }

    [Fact]
    public void NearWordsAreThoseInTheSameDirection()
    {
        WordVectors vectors = new(["east", "far east", "north", "north east", "west", "nowhere"], new float[] { 1, 0, 5, 0, 0, 2, 1, 1, -3, 0, 0, 0 }, 2);
        Assert.Equal(1, vectors.Similarity("east", "far east"));
        Assert.Equal(0.70710678f, vectors.Similarity("east", "north east"), 6);
        Assert.Equal(-1, vectors.Similarity("east", "west"));
        Assert.Equal(0, vectors.Similarity("east", "nowhere"));

        NearWord[] near = vectors.Nearest("east", 3);
        Assert.Equal(["far east", "north east", "north"], near.Select(word => word.Word));
        Assert.Equal(0.70710678f, near[1].Similarity, 6);

        // Equally near ones in the file's order; no more than there are.
        Assert.Equal(["east", "far east"], vectors.Nearest([2, 0], 2).Select(word => word.Word));
        Assert.Equal(5, vectors.Nearest("east", 99).Length);
        Assert.Empty(vectors.Nearest("east", 0));
        Assert.Throws<ArgumentException>(() => vectors.Nearest([1f]));
        Assert.Contains("'cow'", Assert.Throws<KeyNotFoundException>(() => vectors.Nearest("cow")).Message);
    }

    [Fact]
    public void AnalogiesAddUnitVectors()
    {
        // king − man + woman: (3, 4)/5 − (0, 1) + (1, 0) = (1.6, −0.2), the longer king notwithstanding.
        WordVectors vectors = new(["king", "man", "woman", "queen", "cow"], new float[] { 30, 40, 0, 1, 2, 0, 8, -1, 1, 1 }, 2);
        NearWord[] words = vectors.Analogy(["king", "woman"], ["man"], 2);
        Assert.Equal(["queen", "cow"], words.Select(word => word.Word));
        Assert.Equal(1, words[0].Similarity, 6);
        Assert.Throws<KeyNotFoundException>(() => vectors.Analogy(["king", "horse"], []));
    }

    [Fact]
    public void ATokenizersWordsTakeTheirVectors()
    {
        WordVectors vectors = new(["b", "a"], new float[] { 1, 2, 3, 4 }, 2);
        Tokenizer tokenizer = Tokenizer.Fit(["a c b"]);
        Assert.Equal(new float[,] { { 0, 0 }, { 3, 4 }, { 0, 0 }, { 1, 2 } }, vectors.ToEmbedding(tokenizer, out int found));
        Assert.Equal(2, found);
        float[,] random = vectors.ToEmbedding(tokenizer, out _, missingRange: 0.1f, seed: 7);
        Assert.Equal((0, 3), (random[0, 1], random[1, 0]));
        Assert.InRange(random[2, 0], -0.1f, 0.1f);
        Assert.NotEqual(0, random[2, 0]);
        Assert.Equal(random, vectors.ToEmbedding(tokenizer, out _, missingRange: 0.1f, seed: 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => vectors.ToEmbedding(tokenizer, out _, missingRange: -1));

        // Rows for indices that no word has are zeros, or drawn, like those of unknown words.
        Assert.Equal(6, vectors.ToEmbedding(Tokenizer.Fit(["a"], new() { NumWords = 6 }), out found).GetLength(0));
        Assert.Equal(1, found);
    }

    [Fact]
    public void WordsAndValuesFitTogether()
    {
        Assert.Contains("3 values given, where 4 are expected: 2 by 2", Assert.Throws<ArgumentException>(() => new WordVectors(["a", "b"], new float[3], 2)).Message);
        Assert.Contains("Word 1, 'a', is word 0 too", Assert.Throws<ArgumentException>(() => new WordVectors(["a", "a"], new float[2], 1)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => new WordVectors([], default, 0));
    }
}
