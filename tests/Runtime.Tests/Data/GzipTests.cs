using System.IO.Compression;

namespace Compiled.Runtime.Tests.Data;

/// <summary>Compressed content is whole or an error, wherever it was cut.</summary>
public class GzipTests
{
    private static readonly byte[] s_content = [.. Enumerable.Range(0, 700).Select(i => (byte)(i * i % 251))];

    [Fact]
    public void WholeContentIsRead() => Assert.Equal(s_content, Read(Compress(s_content)));

    [Fact]
    public void ContentOfNothingIsRead() => Assert.Empty(Read(Compress([])));

    [Fact]
    public void SeveralMembersAreOneContent() => Assert.Equal([.. s_content, .. s_content], Read([.. Compress(s_content), .. Compress(s_content)]));

    [Fact]
    public void LargeContentIsRead()
    {
        byte[] large = new byte[1_000_000];
        new Random(1).NextBytes(large);
        Assert.Equal(large, Read(Compress(large)));
    }

    [Fact]
    public void PlainContentIsReadAsItIs()
    {
        Assert.Equal(s_content, Read(s_content));
        Assert.Equal([0x1F], Read([0x1F]));
        Assert.Empty(Read([]));
    }

    /// <summary>In its header, its data, and the sums at its end.</summary>
    [Fact]
    public void ContentThatIsCutAnywhereIsAnError()
    {
        byte[] compressed = Compress(s_content);
        for (int length = 2; length < compressed.Length; length++)
        {
            InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Read(compressed[..length]));
            Assert.StartsWith("words.gz: the compressed data is damaged. ", exception.Message);
        }
    }

    [Fact]
    public void ADamagedByteIsAnError()
    {
        byte[] compressed = Compress(s_content);
        compressed[compressed.Length / 2] ^= 0x10;
        Assert.Throws<InvalidDataException>(() => Read(compressed));
    }

    private static byte[] Compress(byte[] content)
    {
        using MemoryStream compressed = new();
        using (GZipStream writer = new(compressed, CompressionLevel.Optimal))
        {
            writer.Write(content);
        }

        return compressed.ToArray();
    }

    private static byte[] Read(byte[] file)
    {
        using MemoryStream stream = new(file);
        return GzipContent.Read(stream, "words.gz", content =>
        {
            using MemoryStream whole = new();
            content.CopyTo(whole);
            return whole.ToArray();
        });
    }
}
