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
    [InlineData(true, "cifar-10-binary.tar.gz: not all of data_batch_1.bin, ")]
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

    /// <summary>The first 40,000 images, where this machine has them: the known means and deviations of the channels.</summary>
    [Fact]
    public void ThePartHasItsKnownMeans()
    {
        ImageData data;
        try
        {
            data = Cifar10.LoadOrPart(download: false);
        }
        catch (FileNotFoundException exception)
        {
            Assert.Contains("The data set cifar10 was not found", exception.Message);
            return;
        }

        Assert.Equal([6, 9, 9, 4, 1, 1, 2, 7, 8, 3], data.Train.Labels[..10].ToArray());
        Assert.Equal([3, 8, 8, 0, 6, 6, 1, 6, 3, 1], data.Test.Labels[..10].ToArray());
        long[] sums = new long[3];
        ReadOnlySpan<byte> pixels = data.Train.Pixels.Span;
        for (int i = 0; i < pixels.Length; i += 3)
        {
            sums[0] += pixels[i];
            sums[1] += pixels[i + 1];
            sums[2] += pixels[i + 2];
        }

        double[] expected = [0.4914, 0.4822, 0.4465];
        for (int channel = 0; channel < 3; channel++)
        {
            Assert.Equal(expected[channel], sums[channel] / (255.0 * (pixels.Length / 3)), 0.002);
        }
    }

    private static ImageDataset Gathered(byte[] file)
    {
        CifarRecords records = new(1);
        records.Add(new MemoryStream(file), 1, "file");
        return records.ToDataset();
    }

    private static byte[] Record(byte label, Func<int, int, byte> pixel)
        => [label, .. Enumerable.Range(0, 3).SelectMany(plane => Enumerable.Range(0, 1024).Select(place => pixel(plane, place)))];
}
