namespace Compiled.Runtime.Tests.Data.Images;

/// <summary>Damaged files of every kind, the same at each run: each is read, or refused with the documented exception that names it.</summary>
public class FuzzTests
{
    private const int Mutations = 300;

    [Fact]
    public void MutatedFilesAreReadOrRefused()
    {
        Picture[] pictures = [.. Picture.Files];
        int read = 0;
        int refused = 0;
        Parallel.For(0, pictures.Length, i =>
        {
            Random random = new(i);
            for (int mutation = 0; mutation < Mutations; mutation++)
            {
                byte[] file = Mutate(pictures[i].File, pictures[random.Next(pictures.Length)].File, random);
                try
                {
                    Image image = Image.Decode(file, "fuzz", maximumPixels: 1 << 22);
                    Assert.Equal(image.Width * image.Height * image.Channels, image.Pixels.Length);
                    Interlocked.Increment(ref read);
                }
                catch (InvalidDataException exception)
                {
                    Assert.StartsWith("fuzz: ", exception.Message);
                    Interlocked.Increment(ref refused);
                }
            }
        });
        Assert.True(read + refused >= 10_000, $"{read + refused} files");
        // Both ends are reached: mutations that change only pixels, and those that break the form.
        Assert.True(read > 1_000 && refused > 1_000, $"{read} read, {refused} refused");
    }

    private static byte[] Mutate(byte[] original, byte[] other, Random random)
    {
        List<byte> file = [.. original];
        for (int change = random.Next(1, 5); change > 0; change--)
        {
            // Headers are short, but decide most.
            int place = random.Next(random.Next(2) == 0 ? Math.Min(file.Count, 200) : file.Count);
            int count = Math.Min(random.Next(1, 9), file.Count - place);
            switch (random.Next(8))
            {
                case 0:
                    file[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 1:
                    file[place] = (byte)random.Next(256);
                    break;
                case 2:
                    file[place] = random.Next(2) == 0 ? byte.MaxValue : (byte)0;
                    break;
                case 3:
                    file.RemoveRange(place, count);
                    break;
                case 4:
                    file.InsertRange(place, file.GetRange(place, count));
                    break;
                case 5:
                    file.RemoveRange(place, file.Count - place);
                    break;
                case 6:
                    // A piece of another file.
                    int from = random.Next(other.Length);
                    file.InsertRange(place, other[from..Math.Min(from + random.Next(1, 80), other.Length)]);
                    break;
                default:
                    for (int i = 0; i < count; i++)
                    {
                        file[place + i] = (byte)random.Next(256);
                    }

                    break;
            }

            if (file.Count == 0)
            {
                break;
            }
        }

        byte[] bytes = [.. file];
        if (random.Next(4) != 0)
        {
            PngChunks.Repair(bytes);
        }

        return bytes;
    }
}
