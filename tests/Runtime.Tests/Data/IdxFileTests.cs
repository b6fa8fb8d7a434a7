using System.IO.Compression;

namespace Compiled.Runtime.Tests.Data;

public class IdxFileTests
{
    // Two images of 2 × 3 pixels, written by hand after the format's description.
    private static readonly byte[] s_images =
    [
        0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3,
        1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 255,
    ];

    private static IdxFile Read(byte[] bytes) => IdxFile.Read(new MemoryStream(bytes), "some-file");

    private static byte[] Compress(byte[] bytes)
    {
        MemoryStream result = new();
        using (GZipStream stream = new(result, CompressionLevel.Fastest))
        {
            stream.Write(bytes);
        }

        return result.ToArray();
    }

    [Fact]
    public void PlainAndCompressedFilesAreRead()
    {
        foreach (byte[] bytes in (byte[][])[s_images, Compress(s_images)])
        {
            IdxFile file = Read(bytes);
            Assert.Equal([2, 2, 3], file.Shape.ToArray());
            Assert.Equal(s_images[16..], file.Values);
        }
    }

    [Fact]
    public void AFileLargerThanTheFirstReadIsWhole()
    {
        byte[] bytes = [0, 0, 8, 1, 0, 0x30, 0, 0, .. Enumerable.Range(0, 0x300000).Select(i => (byte)(i % 251))];
        Assert.Equal(bytes[8..], Read(Compress(bytes)).Values);
    }

    [Theory]
    [InlineData(0, 1, "not an IDX file")]
    [InlineData(2, 13, "0x0D")]
    [InlineData(3, 0, "no axes")]
    [InlineData(4, 0x80, "axis 0")]
    [InlineData(4, 0x7F, "more elements")]
    [InlineData(7, 3, "promises 18 elements, but the file ends after 12")]
    [InlineData(7, 1, "goes on after the 6 elements")]
    public void ADamagedHeaderIsNamed(int position, byte value, string message)
    {
        byte[] bytes = [.. s_images];
        bytes[position] = value;
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => Read(bytes));
        Assert.StartsWith("some-file", exception.Message);
        Assert.Contains(message, exception.Message);
    }

    [Fact]
    public void EveryTruncationIsNoticed()
    {
        for (int length = 0; length < s_images.Length; length++)
        {
            Assert.StartsWith("some-file", Assert.Throws<InvalidDataException>(() => Read(s_images[..length])).Message);
        }

        byte[] compressed = Compress(s_images);
        Assert.Throws<InvalidDataException>(() => Read(compressed[..(compressed.Length - 12)]));
    }

    [Fact]
    public void RandomDamageNeverEscapesAsAnotherException()
    {
        Random random = new(20);
        byte[][] originals = [s_images, Compress(s_images)];
        int refused = 0;
        for (int i = 0; i < 5000; i++)
        {
            byte[] bytes = [.. originals[i % 2]];
            for (int change = random.Next(1, 4); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            try
            {
                IdxFile file = Read(bytes);
                Assert.Equal(file.Values.Length, file.Shape.Aggregate(1, (product, size) => product * size));
            }
            catch (InvalidDataException exception)
            {
                Assert.StartsWith("some-file", exception.Message);
                refused++;
            }
        }

        Assert.InRange(refused, 1000, 5000);
    }
}
