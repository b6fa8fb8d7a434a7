using System.Formats.Tar;
using System.IO.Compression;

namespace Compiled.Runtime.Tests.Data;

public class CifarTests
{
    [Fact]
    public void ChannelsOfAPixelLieSideBySide()
    {
        ImageDataset data = Gathered(Record(7, (plane, place) => (byte)((plane * 80) + (place % 64))));
        Assert.Equal("'image' (32, 32, 3) float", data.Inputs[0].ToString());
        Assert.Equal([7], data.Labels.ToArray());
        Assert.Equal([0, 80, 160, 1, 81, 161], data.Pixels[..6].ToArray());
        Assert.Equal([32, 112, 192], data.Pixels.Slice(32 * 3, 3).ToArray());
    }

    [Theory]
    [InlineData(3072, 0, "file: the file ends after 0 of 1 images")]
    [InlineData(3074, 0, "file: the file goes on after 1 images")]
    [InlineData(3073, 10, "file: the class of image 0 is 10, where 0 to 9 was expected")]
    public void DamageIsNamed(int length, byte label, string message)
    {
        byte[] file = new byte[length];
        file[0] = label;
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Gathered(file)).Message);
    }

    [Fact]
    public void AFolderWithDamagedFilesIsNamed()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            foreach (string name in new[] { "data_batch_1", "data_batch_2", "data_batch_3", "data_batch_4", "data_batch_5", "test_batch" })
            {
                File.WriteAllBytes(Path.Combine(folder, $"{name}.bin"), Record(1, (_, _) => 0));
            }

            string message = Assert.Throws<InvalidDataException>(() => Cifar10.Load(folder, download: false)).Message;
            Assert.Equal($"{Path.Combine(folder, "data_batch_1.bin")}: the file ends after 1 of 10000 images.", message);
            File.WriteAllBytes(Path.Combine(folder, "data_batch_1.bin.gz"), [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 7, 7, 7]);
            Assert.Contains("data_batch_1.bin.gz: the compressed data is damaged", Assert.Throws<InvalidDataException>(() => Cifar10.Load(folder, download: false)).Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(false, "cifar-10-binary.tar.gz: the archive is damaged")]
    [InlineData(true, "cifar-10-binary.tar.gz: data_batch_1.bin, data_batch_2.bin, data_batch_3.bin, data_batch_4.bin, data_batch_5.bin, test_batch.bin not found in the archive.")]
    public void ADamagedArchiveIsNamed(bool isArchive, string message)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            using (FileStream file = File.Create(Path.Combine(folder, "cifar-10-binary.tar.gz")))
            using (GZipStream stream = new(file, CompressionLevel.Fastest))
            {
                // An archive ends with two blocks of zeros.
                stream.Write(isArchive ? new byte[1024] : [.. Enumerable.Repeat((byte)7, 700)]);
            }

            Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Cifar10.Load(folder, download: false)).Message);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Two pictures a file: the labels are those of the names' order, and each channel has its own mean.</summary>
    [Fact]
    public void AnArchiveIsReadInTheOrderOfItsNames()
    {
        ImageData data = FromArchive("test", "readme.txt", "c", "a", "b");
        Assert.Equal([0, 1, 2, 3, 4, 5], data.Train.Labels.ToArray());
        Assert.Equal([8, 9], data.Test.Labels.ToArray());
        // The values of a picture of class c are c + 10, c + 20, c + 30 in red, green, blue, and half of them one more.
        Assert.Equal([13, 23, 33], Means(data.Train));
        Assert.Equal([19, 29, 39], Means(data.Test));
    }

    [Theory]
    [InlineData("archive: b, test not found in the archive.", "a", "c")]
    [InlineData("archive: c not found in the archive.", "b", "a", "test")]
    [InlineData("archive: a is in the archive twice.", "a", "a", "b", "test")]
    [InlineData("archive: b: the file goes on after 2 images.", "a", "b+", "c", "test")]
    public void AnArchiveHasEachFileOnce(string message, params string[] files)
        => Assert.EndsWith(message, Assert.Throws<InvalidDataException>(() => FromArchive(files)).Message);

    private static ImageData FromArchive(params string[] files)
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            string path = Path.Combine(folder, "archive");
            using (TarWriter archive = new(new GZipStream(File.Create(path), CompressionLevel.Fastest)))
            {
                foreach (string file in files)
                {
                    int first = file[0] == 't' ? 8 : 2 * (file[0] - 'a');
                    byte[] records = file == "readme.txt" ? [1, 2, 3] : [.. Picture(first), .. Picture(first + 1), .. file.EndsWith('+') ? Picture(0) : []];
                    archive.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, $"folder/{file.TrimEnd('+')}") { DataStream = new MemoryStream(records) });
                }
            }

            return CifarArchive.Read(path, ["a", "b", "c"], ["test"], 2);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static byte[] Picture(int label) => Record((byte)label, (plane, place) => (byte)((10 * (plane + 1)) + label + (place % 2)));
    }

    private static double[] Means(ImageDataset data)
    {
        byte[] pixels = data.Pixels.ToArray();
        return [.. Enumerable.Range(0, 3).Select(channel => pixels.Where((_, i) => i % 3 == channel).Average(pixel => pixel))];
    }

    private static ImageDataset Gathered(byte[] file)
    {
        CifarRecords records = new(1);
        records.Read(new MemoryStream(file), 0, 1, "file");
        return records.ToDataset();
    }

    private static byte[] Record(byte label, Func<int, int, byte> pixel)
        => [label, .. Enumerable.Range(0, 3).SelectMany(plane => Enumerable.Range(0, 1024).Select(place => pixel(plane, place)))];
}
