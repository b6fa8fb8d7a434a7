using System.Collections.Immutable;

namespace Compiled;

/// <summary>
/// Pictures that lie in one folder for each class, read from the disk when they are needed and decoded on all threads:
/// put <see cref="Dataset.Prefetch"/> behind it, and that happens while the model trains. Values are numbers in [0, 1], sizes (height, width, channels).
/// Samples are in the order of classes and names: split them with a seed, or by <see cref="SplitClasses"/>.
/// </summary>
public sealed class ImageFolder : IndexedDataset
{
    private readonly ImmutableArray<PictureFile> _files;
    private readonly ImageFolderOptions _options;
    private readonly int _height;
    private readonly int _width;

    private ImageFolder(ImmutableArray<PictureFile> files, ImmutableArray<string> classNames, ImageFolderOptions options, int height, int width)
    {
        _files = files;
        _options = options;
        _height = height;
        _width = width;
        ClassNames = classNames;
        Inputs = [new TensorSpec("image", [height, width, options.Channels])];
        Targets = [options.Labels switch
        {
            LabelForm.Number => new TensorSpec("label", [], ElementKind.Int32),
            LabelForm.Binary => new TensorSpec("label", []),
            _ => new TensorSpec("label", [classNames.Length]),
        }];
    }

    /// <summary>The class of each number: the names of the folders.</summary>
    public ImmutableArray<string> ClassNames { get; }

    /// <inheritdoc/>
    public override int Length => _files.Length;

    internal override SampleOrder? Order => SampleOrder.ByClass;

    /// <summary>The picture, <c>Float32</c>, with sizes (height, width, channels).</summary>
    public override IReadOnlyList<TensorSpec> Inputs { get; }

    /// <summary>The class, in the form of <see cref="ImageFolderOptions.Labels"/>.</summary>
    public override IReadOnlyList<TensorSpec> Targets { get; }

    /// <summary>
    /// Lists the pictures of a folder: files with the endings .png, .jpg, .jpeg, .jpe and .jfif in each class's folder and the folders below.
    /// Other files, and at every depth files and folders whose name begins with a dot, are left out.
    /// </summary>
    /// <param name="folder">Holds a folder for each class.</param>
    /// <param name="options">Size, channels and form of the labels; null for RGB pictures of one size with numbered classes.</param>
    /// <exception cref="DirectoryNotFoundException">The folder, or one of <see cref="ImageFolderOptions.Classes"/>, is not there.</exception>
    /// <exception cref="InvalidDataException">There are no classes, or one has no pictures; the message names its folder.</exception>
    /// <exception cref="ArgumentException">Options contradict each other, a class is named twice, or labels are binary where there are not two classes.</exception>
    public static ImageFolder Open(string folder, ImageFolderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        options ??= new();
        options.Check();
        ImmutableArray<string> classNames = PictureFile.Classes(folder, options.Classes);
        if (options.Labels == LabelForm.Binary && classNames.Length != 2)
        {
            throw new ArgumentException($"{folder}: binary labels are for two classes, but there are {classNames.Length}: {string.Join(", ", classNames)}.", nameof(options));
        }

        ImmutableArray<PictureFile> files = PictureFile.List(folder, classNames);
        Image? first = options.Height is null ? Image.Read(files[0].Path, options.MaximumPixels) : null;
        return new(files, classNames, options, options.Height ?? first!.Height, options.Width ?? first!.Width);
    }

    /// <summary>The file of a sample.</summary>
    public string PathOf(int index) => _files[index].Path;

    /// <summary>The class of a sample.</summary>
    public int LabelOf(int index) => _files[index].Label;

    /// <summary>Two parts with the same share of each class, chosen at random.</summary>
    /// <param name="fraction">The share of the first, in [0, 1]; of each class it has ⌊fraction · count⌋ pictures.</param>
    /// <param name="seed">Decides the choice.</param>
    public (ImageFolder First, ImageFolder Second) SplitClasses(double fraction, ulong seed)
    {
        var first = ImmutableArray.CreateBuilder<PictureFile>();
        var second = ImmutableArray.CreateBuilder<PictureFile>();
        for (int label = 0; label < ClassNames.Length; label++)
        {
            int[] places = [.. Enumerable.Range(0, Length).Where(i => _files[i].Label == label)];
            Shuffling.Shuffle(places, seed, Shuffling.FixedOrder);
            int count = FirstCount(places.Length, fraction);
            first.AddRange(places[..count].Order().Select(i => _files[i]));
            second.AddRange(places[count..].Order().Select(i => _files[i]));
        }

        return (With(first.ToImmutable()), With(second.ToImmutable()));
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">A file is damaged, or a picture has another size than the first where they are not resized; the message names it.</exception>
    public override void Read(ReadOnlySpan<int> indices, Batch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        PictureFile[] chosen = new PictureFile[indices.Length];
        for (int i = 0; i < chosen.Length; i++)
        {
            chosen[i] = _files[indices[i]];
        }

        ParallelSamples.Run(chosen.Length, i => Write(chosen[i], batch[i]));
        batch.HasSampleWeights = false;
    }

    /// <summary>For example <c>200 pictures of 5 classes</c>.</summary>
    public override string ToString() => $"{Length} pictures of {ClassNames.Length} classes";

    private ImageFolder With(ImmutableArray<PictureFile> files) => new(files, ClassNames, _options, _height, _width);

    private void Write(PictureFile file, Sample sample)
    {
        Image image = Image.Read(file.Path, _options.MaximumPixels).ToChannels(_options.Channels);
        if (_options.Height is not null)
        {
            image = image.Resize(_width, _height, _options.Resampling);
        }
        else if (image.Height != _height || image.Width != _width)
        {
            throw new InvalidDataException(
                $"{file.Path}: the picture has {image.Width}×{image.Height} pixels, but the first one has {_width}×{_height}; set Height and Width of the ImageFolderOptions to resize them.");
        }

        image.CopyTo(sample.Input());
        switch (_options.Labels)
        {
            case LabelForm.Number:
                sample.IntegerTarget()[0] = file.Label;
                break;
            case LabelForm.Binary:
                sample.Target()[0] = file.Label;
                break;
            default:
                sample.Target().Clear();
                sample.Target()[file.Label] = 1;
                break;
        }
    }
}
