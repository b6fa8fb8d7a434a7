using System.Collections.Immutable;
using System.Formats.Tar;
using System.IO.Compression;

namespace Compiled;

/// <summary>CIFAR-10 as it is published: a tar archive, compressed with gzip.</summary>
internal static class CifarArchive
{
    /// <summary>Reads files of an archive, which may have them in any order, and others too.</summary>
    /// <param name="path">Where the archive is.</param>
    /// <param name="train">The names of the files to learn from: their images follow each other in this order.</param>
    /// <param name="test">Those to judge by.</param>
    /// <param name="records">How many images each file has.</param>
    /// <exception cref="InvalidDataException">The archive is damaged, or lacks one of the files, or has it twice.</exception>
    public static ImageData Read(string path, ImmutableArray<string> train, ImmutableArray<string> test, int records)
    {
        CifarRecords trainRecords = new(train.Length * records), testRecords = new(test.Length * records);
        HashSet<string> missing = [.. train, .. test];
        try
        {
            using FileStream stream = File.OpenRead(path);
            using GZipStream plain = new(stream, CompressionMode.Decompress);
            using TarReader archive = new(plain);
            while (archive.GetNextEntry() is { } entry)
            {
                string name = Path.GetFileName(entry.Name);
                int place = train.IndexOf(name), testPlace = test.IndexOf(name);
                if (entry.DataStream is not { } data || (place < 0 && testPlace < 0))
                {
                    continue;
                }

                if (!missing.Remove(name))
                {
                    throw new InvalidDataException($"{path}: {name} is in the archive twice.");
                }

                (place < 0 ? testRecords : trainRecords).Read(data, Math.Max(place, testPlace) * records, records, $"{path}: {name}");
            }
        }
        catch (Exception exception) when (exception is EndOfStreamException or InvalidDataException && !exception.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path}: the archive is damaged. {exception.Message}", exception);
        }

        return missing.Count == 0
            ? new(trainRecords.ToDataset(), testRecords.ToDataset(), $"CIFAR-10 from {path}", IsSynthetic: false)
            : throw new InvalidDataException($"{path}: {string.Join(", ", missing.Order(StringComparer.Ordinal))} not found in the archive.");
    }
}
