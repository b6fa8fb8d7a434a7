namespace Compiled.Runtime.Tests.Data.Images;

public sealed class ImageFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ImageFolderTests()
    {
        _folder.AddPicture("dog/b.png", 3, 2, 255, 0, 51);
        _folder.AddPicture("dog/a.png", 3, 2, 102);
        _folder.AddPicture("cat/deep/er/x.PNG", 3, 2, 0, 255, 0);
        _folder.AddPicture("cat/a.png", 3, 2, 51, 51, 51, 7);
        _folder.AddPicture("cat/._a.png", 3, 2, 1);
        _folder.AddPicture("cat/deep/.copies/er/x.png", 3, 2, 1);
        File.WriteAllText(_folder.At("cat/LICENSE.txt"), "not a picture");
        File.WriteAllText(_folder.At("README.txt"), "not a class");
        Directory.CreateDirectory(_folder.At(".git"));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FoldersAreClassesInOrdinalOrder()
    {
        ImageFolder data = ImageFolder.Open(_folder.Path);
        Assert.Equal(["cat", "dog"], data.ClassNames.ToArray());
        Assert.Equal("4 pictures of 2 classes", data.ToString());
        Assert.Equal([2, 3, 3], data.Inputs[0].Shape.ToArray());
        Assert.Equal(["a.png", "x.PNG", "a.png", "b.png"], Enumerable.Range(0, 4).Select(i => Path.GetFileName(data.PathOf(i))));
        Batch batch = data.Batches(4).Single();
        Assert.Equal([0, 0, 1, 1], batch.Targets[0].Ints[..4].ToArray());
        float[] firstPixels = [.. Enumerable.Range(0, 4).SelectMany(i => batch[i].Input()[..3].ToArray())];
        Assert.Equal([0.2f, 0.2f, 0.2f, 0, 1, 0, 0.4f, 0.4f, 0.4f, 1, 0, 0.2f], firstPixels);
    }

    [Fact]
    public void PicturesAreResizedAndMadeGrey()
    {
        ImageFolder data = ImageFolder.Open(_folder.Path, new() { Height = 5, Width = 4, Channels = 1 });
        Assert.Equal([5, 4, 1], data.Inputs[0].Shape.ToArray());
        Batch batch = data.Batches(4).Single();
        // The luma of green, 0.587 of 255, is 150 after rounding.
        Assert.All(batch[1].Input().ToArray(), value => Assert.Equal(150 / 255f, value));
        Assert.All(batch[2].Input().ToArray(), value => Assert.Equal(0.4f, value));
    }

    [Fact]
    public void LabelsTakeTheFormOfTheLoss()
    {
        ImageFolder binary = ImageFolder.Open(_folder.Path, new() { Labels = LabelForm.Binary });
        Assert.Equal([0, 0, 1, 1], binary.Batches(4).Single().Targets[0].Floats[..4].ToArray());
        ImageFolder rows = ImageFolder.Open(_folder.Path, new() { Labels = LabelForm.OneHot, Classes = ["dog", "cat"] });
        Assert.Equal([1, 0, 1, 0, 0, 1, 0, 1], rows.Batches(4).Single().Targets[0].Floats[..8].ToArray());
    }

    [Fact]
    public void WithoutChosenClassesThereAreAll()
        => Assert.Equal(["cat", "dog"], ImageFolder.Open(_folder.Path, new() { Classes = default }).ClassNames.ToArray());

    [Fact]
    public void EachClassIsSplitInTheSameShare()
    {
        for (int i = 0; i < 8; i++)
        {
            _folder.AddPicture($"bird/{i}.png", 3, 2, (byte)i);
        }

        ImageFolder data = ImageFolder.Open(_folder.Path);
        (ImageFolder first, ImageFolder second) = data.SplitClasses(0.75, seed: 1);
        Assert.Equal(["bird", "cat", "dog"], second.ClassNames.ToArray());
        Assert.Equal((6 + 1 + 1, 2 + 1 + 1), (first.Length, second.Length));
        Assert.Equal(
            Enumerable.Range(0, data.Length).Select(data.PathOf).Order(StringComparer.Ordinal),
            Enumerable.Range(0, 8).Select(first.PathOf).Concat(Enumerable.Range(0, 4).Select(second.PathOf)).Order(StringComparer.Ordinal));
        Assert.NotEqual(
            Enumerable.Range(0, 2).Select(second.PathOf),
            Enumerable.Range(0, 2).Select(data.SplitClasses(0.75, seed: 2).Second.PathOf));
        Assert.Equal(2, second.LabelOf(3));
    }

    [Fact]
    public void AnyOrderReadsTheSamePictures()
    {
        Dataset data = ImageFolder.Open(_folder.Path);
        string[] inOrder = Samples(data), shuffled = Samples(data.Shuffle(seed: 5).Prefetch());
        Assert.Equal(4, inOrder.Distinct().Count());
        Assert.NotEqual(inOrder, shuffled);
        Assert.Equal(inOrder.Order(StringComparer.Ordinal), shuffled.Order(StringComparer.Ordinal));

        static string[] Samples(Dataset data)
        {
            List<string> samples = [];
            foreach (Batch batch in data.Batches(3))
            {
                samples.AddRange(Enumerable.Range(0, batch.Count).Select(i => FormattableString.Invariant($"{batch[i].IntegerTarget()[0]}: {string.Join(' ', batch[i].Input().ToArray())}")));
            }

            return [.. samples];
        }
    }

    [Fact]
    public void AnEmptyClassIsNamed()
    {
        Directory.CreateDirectory(_folder.At("elk"));
        string message = Assert.Throws<InvalidDataException>(() => ImageFolder.Open(_folder.Path)).Message;
        Assert.StartsWith($"{_folder.At("elk")}: the class has no pictures, which are files that end in .png, .jpg", message);
    }

    [Fact]
    public void APictureOfAnotherSizeIsNamed()
    {
        string path = _folder.AddPicture("dog/c.png", 4, 2, 1);
        ImageFolder data = ImageFolder.Open(_folder.Path);
        string message = Assert.Throws<InvalidDataException>(() => data.Batches(8).First()).Message;
        Assert.Equal($"{path}: the picture has 4×2 pixels, but the first one has 3×2; set Height and Width of the ImageFolderOptions to resize them.", message);
    }

    [Fact]
    public void TheFirstOfSeveralDamagedFilesIsNamed()
    {
        File.WriteAllText(_folder.At("dog/d.jpg"), "no picture");
        string path = _folder.At("cat/y.png");
        File.WriteAllBytes(path, [.. File.ReadAllBytes(_folder.At("dog/a.png"))[..^3]]);
        ImageFolder data = ImageFolder.Open(_folder.Path);
        Assert.StartsWith($"{path}: the file ends after its chunk IDAT", Assert.Throws<InvalidDataException>(() => data.Batches(8).First()).Message);
        Assert.StartsWith($"{path}: ", Assert.Throws<InvalidDataException>(() => data.Prefetch().Batches(1).Count()).Message);
    }

    [Fact]
    public void WrongFoldersAndOptionsAreNamed()
    {
        Assert.Contains("There is no folder", Assert.Throws<DirectoryNotFoundException>(() => ImageFolder.Open(_folder.At("nowhere"))).Message);
        Assert.Contains("there are no class folders", Assert.Throws<InvalidDataException>(() => ImageFolder.Open(_folder.At("dog"))).Message);
        Assert.Contains("no class folder 'cow'; there are cat, dog", Assert.Throws<DirectoryNotFoundException>(() => ImageFolder.Open(_folder.Path, new() { Classes = ["cow"] })).Message);
        Assert.Contains("Class 'cat' is named twice: it would have the numbers 0 and 2", Assert.Throws<ArgumentException>(() => ImageFolder.Open(_folder.Path, new() { Classes = ["cat", "dog", "cat"] })).Message);
        Assert.Contains("there are 1: dog", Assert.Throws<ArgumentException>(() => ImageFolder.Open(_folder.Path, new() { Classes = ["dog"], Labels = LabelForm.Binary })).Message);
        Assert.Contains("give both or neither", Assert.Throws<ArgumentException>(() => ImageFolder.Open(_folder.Path, new() { Height = 5 })).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageFolder.Open(_folder.Path, new() { Height = 0, Width = 5 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageFolder.Open(_folder.Path, new() { Channels = 2 }));
    }
}
