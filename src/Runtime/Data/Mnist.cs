using System.Collections.Immutable;

namespace Compiled;

/// <summary>
/// The MNIST data set of handwritten digits (LeCun, Cortes and Burges 1998): 60,000 images to learn from and 10,000 to judge by,
/// 28×28 grey pixels, labels 0 to 9.
/// </summary>
public static class Mnist
{
    private const string Folder = "mnist";
    private const int Size = 28;
    private const int Classes = 10;

    private static readonly ImmutableArray<RemoteFile> s_files =
    [
        File("train-images-idx3-ubyte.gz", 9912422, "440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609"),
        File("train-labels-idx1-ubyte.gz", 28881, "3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c"),
        File("t10k-images-idx3-ubyte.gz", 1648877, "8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6"),
        File("t10k-labels-idx1-ubyte.gz", 4542, "f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6"),
    ];

    /// <summary>
    /// Loads the data set from the first of these that has it: <paramref name="folder"/>; the folder in the environment variable <c>COMPILED_DATA</c>
    /// or its subfolder <c>mnist</c>; <c>shared/data/mnist</c> beside a folder above the current one or the app's; this user's cache;
    /// else the network, into the cache. Files are accepted compressed or plain.
    /// </summary>
    /// <param name="folder">A folder to look in first.</param>
    /// <param name="download">Whether the network may be used.</param>
    /// <param name="progress">Told about a download, if there is one.</param>
    /// <param name="cancellation">Stops a download.</param>
    /// <exception cref="DirectoryNotFoundException"><paramref name="folder"/> does not exist.</exception>
    /// <exception cref="FileNotFoundException">The data set is nowhere to be had; the message names all places.</exception>
    /// <exception cref="InvalidDataException">A file is damaged; the message names it.</exception>
    public static ImageData Load(string? folder = null, bool download = true, Action<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        string found = DataStore.Require(folder, Folder, s_files, download, progress, cancellation);
        return new(
            Read(found, s_files[0], s_files[1]),
            Read(found, s_files[2], s_files[3]),
            $"MNIST from {found}",
            IsSynthetic: false);
    }

    /// <summary>
    /// As <see cref="Load"/>, but where MNIST is not to be had, the <see cref="SyntheticDigits"/>:
    /// tell your users which by <see cref="ImageData.Source"/>, and why by <see cref="ImageData.SyntheticReason"/>.
    /// </summary>
    /// <inheritdoc cref="Load"/>
    public static ImageData LoadOrSynthesize(string? folder = null, bool download = true, Action<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        try
        {
            return Load(folder, download, progress, cancellation);
        }
        catch (FileNotFoundException missing)
        {
            return SyntheticDigits.Create() with { SyntheticReason = missing.Message };
        }
    }

    private static ImageDataset Read(string folder, RemoteFile imageFile, RemoteFile labelFile)
    {
        string imagePath = DataFolders.PathOf(folder, imageFile)!;
        string labelPath = DataFolders.PathOf(folder, labelFile)!;
        IdxFile images = IdxFile.Read(imagePath);
        IdxFile labels = IdxFile.Read(labelPath);
        if (images.Shape.Length != 3 || images.Shape[1] != Size || images.Shape[2] != Size)
        {
            throw new InvalidDataException($"{imagePath}: the shape is {Wording.Shape(images.Shape)}, where (images, {Size}, {Size}) was expected.");
        }

        if (labels.Shape.Length != 1 || labels.Shape[0] != images.Shape[0])
        {
            throw new InvalidDataException($"{labelPath}: the shape is {Wording.Shape(labels.Shape)}, but {imagePath} has {Wording.Count(images.Shape[0], "image")}.");
        }

        int wrong = labels.Values.AsSpan().IndexOfAnyExceptInRange<byte>(0, Classes - 1);
        return wrong < 0
            ? new(images.Values, labels.Values, Size, Size)
            : throw new InvalidDataException($"{labelPath}: label {wrong} is {labels.Values[wrong]}, where 0 to {Classes - 1} was expected.");
    }

    private static RemoteFile File(string name, long length, string hash) => new(name, length, hash,
    [
        "https://storage.googleapis.com/cvdf-datasets/mnist/" + name,
        "https://ossci-datasets.s3.amazonaws.com/mnist/" + name,
        "https://raw.githubusercontent.com/fgnt/mnist/master/" + name,
    ]);
}
