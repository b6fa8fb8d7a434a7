using System.Security.Cryptography;

namespace Compiled.Runtime.Tests.Data.Images;

public class DecodingTests
{
    public static TheoryData<string> PillowFiles => [.. Picture.Files.Where(picture => !picture.IsOfTheStandard).Select(picture => picture.Name)];

    public static TheoryData<string> StandardFiles => [.. Picture.Files.Where(picture => picture.IsOfTheStandard).Select(picture => picture.Name)];

    /// <summary>Name, file, size and hash; tests/Oracle/photographs.py has made them.</summary>
    public static TheoryData<string, byte[], string, string> Photographs
    {
        get
        {
            using Stream stream = typeof(DecodingTests).Assembly.GetManifestResourceStream("Photographs.txt")!;
            using StreamReader reader = new(stream);
            TheoryData<string, byte[], string, string> photographs = [];
            while (reader.ReadLine()?.Split(';') is [var name, var file, var size, var hash])
            {
                photographs.Add(name, Convert.FromBase64String(file), size, hash);
            }

            return photographs;
        }
    }

    [Theory]
    [MemberData(nameof(PillowFiles))]
    public void PixelsAreThoseOfPillow(string name) => PixelsAreAsExpected(name);

    /// <summary>Pillow reads these to other pixels: docs/images.md tells the differences.</summary>
    [Theory]
    [MemberData(nameof(StandardFiles))]
    public void PixelsAreThoseOfTheStandard(string name) => PixelsAreAsExpected(name);

    /// <summary>Larger pictures, with the noise and edges of photographs: SHA-256 of the pixels that Pillow 9.4 with libjpeg-turbo 2.1.5 reads.</summary>
    [Theory]
    [MemberData(nameof(Photographs))]
    public void PhotographsAreThoseOfPillow(string name, byte[] file, string size, string hash)
    {
        Image image = Image.Decode(file, name);
        Assert.Equal(size, image.ToString());
        Assert.Equal(hash, Convert.ToHexString(SHA256.HashData(image.Pixels)));
    }

    [Fact]
    public void AWrittenPictureIsReadBack()
    {
        foreach (string name in new[] { "png-grey-8", "png-type4-8", "png-type2-8", "png-type6-8", "jpeg-one-pixel" })
        {
            Image image = Picture.All[name].Expected;
            using MemoryStream stream = new();
            image.WritePng(stream);
            Image read = Image.Decode(stream.ToArray(), name);
            Assert.Equal(image.ToString(), read.ToString());
            Assert.Equal(image.Pixels.ToArray(), read.Pixels.ToArray());
        }
    }

    [Fact]
    public void ASmoothPictureIsWrittenInFewBytes()
    {
        Image image = new(100, 100, 1);
        for (int y = 0; y < 100; y++)
        {
            for (int x = 0; x < 100; x++)
            {
                image.Row(y)[x] = (byte)(x + y);
            }
        }

        using MemoryStream stream = new();
        image.WritePng(stream);
        Assert.InRange(stream.Length, 50, 300);
    }

    [Fact]
    public void AFileIsReadByItsContentsNotItsName()
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.jpg");
        try
        {
            Picture.All["png-type2-8"].Expected.SavePng(path);
            Assert.Equal("19×13 RGB", Image.Read(path).ToString());
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static void PixelsAreAsExpected(string name)
    {
        Picture picture = Picture.All[name];
        Image image = Image.Decode(picture.File, name);
        Assert.Equal(picture.Expected.ToString(), image.ToString());
        Assert.Equal(picture.Expected.Pixels.ToArray(), image.Pixels.ToArray());
    }
}
