using System.Collections.Immutable;
using System.IO.Compression;

namespace Compiled;

/// <summary>
/// The CIFAR-10 data set of small photographs (Krizhevsky 2009): 50,000 to learn from and 10,000 to judge by, 32×32 pixels in colour,
/// ten classes of 6,000 each.
/// </summary>
public static class Cifar10
{
    private const string Folder = "cifar10";
    private const int Records = 10_000;
    private const int PartialTestRecords = 1_000;

    private static readonly RemoteFile s_archive = new(
        "cifar-10-binary.tar.gz",
        170052171,
        "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd",
        ["https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz"]);

    private static readonly ImmutableArray<string> s_train = ["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"];
    private static readonly ImmutableArray<string> s_test = ["test_batch.bin"];
    private static readonly ImmutableArray<string> s_partialTest = ["test_batch_first1000.bin"];

    /// <summary>The names of the classes 0 to 9.</summary>
    public static ImmutableArray<string> ClassNames { get; } =
        ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

    /// <summary>
    /// Loads the whole data set, images of (32, 32, 3), from the first of these that has it: <paramref name="folder"/>; the folder in the environment
    /// variable <c>COMPILED_DATA</c> or its subfolder <c>cifar10</c>; <c>shared/data/cifar10</c> beside a folder above the current one or the app's;
    /// this user's cache; else the network (162 MiB), into the cache. A folder holds the archive <c>cifar-10-binary.tar.gz</c>
    /// or its six files <c>data_batch_1.bin</c> … <c>test_batch.bin</c>, plain or compressed with gzip.
    /// </summary>
    /// <inheritdoc cref="Mnist.Load"/>
    public static ImageData Load(string? folder = null, bool download = true, Action<DownloadProgress>? progress = null, CancellationToken cancellation = default)
        => LoadFiles(folder, s_train, s_test, Records, "CIFAR-10")
            ?? CifarArchive.Read(Path.Combine(DataStore.Require(folder, Folder, [s_archive], download, progress, cancellation), s_archive.Name), s_train, s_test, Records);

    /// <summary>
    /// As <see cref="Load"/>, but where only the first four files and the first 1,000 test images are on this machine
    /// (<c>data_batch_1.bin</c> … <c>data_batch_4.bin</c>, <c>test_batch_first1000.bin</c>), these, without asking the network:
    /// tell your users which by <see cref="ImageData.Source"/>.
    /// </summary>
    /// <inheritdoc cref="Load"/>
    public static ImageData LoadOrPart(string? folder = null, bool download = true, Action<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        bool isWhole = DataFolders.Find(folder, Folder, Named(s_train, s_test)) is not null || DataFolders.Find(folder, Folder, [s_archive]) is not null;
        return (isWhole ? null : LoadFiles(folder, s_train[..4], s_partialTest, PartialTestRecords, "the first 40,000 and 1,000 images of CIFAR-10"))
            ?? Load(folder, download, progress, cancellation);
    }

    /// <summary>
    /// As <see cref="LoadOrPart"/>, but where CIFAR-10 is not to be had, the <see cref="SyntheticShapes"/>:
    /// tell your users which by <see cref="ImageData.Source"/>, and why by <see cref="ImageData.SyntheticReason"/>.
    /// </summary>
    /// <inheritdoc cref="Load"/>
    public static ImageData LoadOrSynthesize(string? folder = null, bool download = true, Action<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        try
        {
            return LoadOrPart(folder, download, progress, cancellation);
        }
        catch (FileNotFoundException missing)
        {
            return SyntheticShapes.Create() with { SyntheticReason = missing.Message };
        }
    }

    private static ImageData? LoadFiles(string? given, ImmutableArray<string> train, ImmutableArray<string> test, int testRecords, string name)
    {
        return DataFolders.Find(given, Folder, Named(train, test)) is not { } found ? null
            : new(Read(train, Records), Read(test, testRecords), $"{name} from {found}", IsSynthetic: false);

        ImageDataset Read(ImmutableArray<string> files, int records)
        {
            CifarRecords all = new(files.Length * records);
            for (int i = 0; i < files.Length; i++)
            {
                string path = DataFolders.PathOf(found, Named(files[i]))!;
                using FileStream stream = File.OpenRead(path);
                using Stream plain = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
                all.Read(plain, i * records, records, path);
            }

            return all.ToDataset();
        }
    }

    private static RemoteFile[] Named(ImmutableArray<string> train, ImmutableArray<string> test) => [.. train.Concat(test).Select(Named)];

    // These files exist only as parts of the archive: they have no address of their own.
    private static RemoteFile Named(string name) => new($"{name}.gz", 0, "", []);
}
