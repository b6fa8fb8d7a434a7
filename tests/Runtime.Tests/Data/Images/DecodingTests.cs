using System.Security.Cryptography;

namespace Compiled.Runtime.Tests.Data.Images;

public class DecodingTests
{
    public static TheoryData<string> Files => [.. Picture.Files.Select(picture => picture.Name)];

    [Theory]
    [MemberData(nameof(Files))]
    public void PixelsAreThoseOfPillow(string name)
    {
        Picture picture = Picture.All[name];
        Image image = Image.Decode(picture.File, name);
        Assert.Equal(picture.Expected.ToString(), image.ToString());
        Assert.Equal(picture.Expected.Pixels.ToArray(), image.Pixels.ToArray());
    }

    /// <summary>SHA-256 of the pixels that Pillow 9.4 with libjpeg-turbo 2.1.5 reads, where this machine has the photographs.</summary>
    [Theory]
    [InlineData("photos/chelsea.png", "451×300 RGB", "416B729128BFB2C3D1EB69BF9B1734A796293ABC17939267B2DC94F8A5784031")]
    [InlineData("photos/astronaut.png", "512×512 RGB", "A8C429C18AFA7B0FD5673E598D73A21225D94C864A71BBB3885126FDECB41071")]
    [InlineData("photos/rocket.jpg", "640×427 RGB", "3D4435CC745752B7F9724DF88C6E18817DE3CE7E3D2D71C55F85F7831E68F197")]
    [InlineData("photos/dog.jpg", "768×576 RGB", "BD6A179ED7D1BD7854DCA517AFB82E4DE37B209F675171EB31C29CE3B4DE18A6")]
    [InlineData("photos/giraffe.jpg", "500×500 RGB", "F82745D2F36AEE489253361DEBF835A1A56C141DC8F5BDD00797071A21E89083")]
    [InlineData("flowers-small/daisy/100080576_f52e8ee070_n.jpg", "320×263 RGB", "4D318FD4CBC3E2F7C2E73CB1F3C169BF04CA591ABB4AC58C2FBF46D520E2D6C7")]
    public void PhotographsAreThoseOfPillow(string file, string size, string hash)
    {
        if (FindData(file) is { } path)
        {
            Image image = Image.Read(path);
            Assert.Equal(size, image.ToString());
            Assert.Equal(hash, Convert.ToHexString(SHA256.HashData(image.Pixels)));
        }
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

    private static string? FindData(string file)
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            string path = Path.Combine(folder.FullName, "shared", "data", file);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
