using System.Collections.Immutable;
using System.Globalization;

namespace Compiled;

/// <summary>
/// Film reviews of the Internet Movie Database (Maas et al. 2011): 25,000 to learn from and 25,000 to judge by, half of each positive, sorted by class.
/// Some have the line break of HTML in them. The data set is not downloaded by itself: it comes from https://ai.stanford.edu/~amaas/data/sentiment.
/// </summary>
public static class ImdbReviews
{
    private const string Folder = "imdb";
    private static readonly ImmutableArray<string> s_classes = ["negative", "positive"];
    private static readonly RemoteFile s_train = new("imdb_train.tsv.gz", 0, "", []);
    private static readonly RemoteFile s_test = new("imdb_test.tsv.gz", 0, "", []);

    /// <summary>
    /// Loads the reviews from the first place that has them, as <see cref="Mnist.Load"/> looks for places; the folder's name is <c>imdb</c>. A place has either
    /// the unpacked archive, <c>aclImdb</c> with its folders <c>train/pos</c>, <c>train/neg</c>, <c>test/pos</c> and <c>test/neg</c>, or
    /// <c>imdb_train.tsv.gz</c> and <c>imdb_test.tsv.gz</c> with the fields class, stars, number and text. Class 1 is positive.
    /// </summary>
    /// <param name="folder">A folder to look in first.</param>
    /// <exception cref="FileNotFoundException">The data set is nowhere to be had; the message names all places.</exception>
    /// <exception cref="InvalidDataException">A file is damaged; the message names it.</exception>
    public static (TextData Train, TextData Test) Load(string? folder = null)
    {
        foreach (string place in DataFolders.Candidates(folder, Folder))
        {
            string archive = Path.Combine(place, "aclImdb");
            if (Directory.Exists(Path.Combine(archive, "train", "pos")))
            {
                return (ReadFolder(Path.Combine(archive, "train")), ReadFolder(Path.Combine(archive, "test")));
            }

            if (DataFolders.PathOf(place, s_train) is { } train && DataFolders.PathOf(place, s_test) is { } test)
            {
                return (Read(train), Read(test));
            }
        }

        throw DataStore.NotFound(folder, Folder, [s_train, s_test], "neither it nor the folder aclImdb is there, and it is not downloaded by itself");

        static TextData Read(string path) => LabelledLines.Read(path, 4, s_classes, "IMDB reviews");
    }

    private static TextData ReadFolder(string folder)
    {
        (string File, int Label)[] files = [.. Files("neg", 0), .. Files("pos", 1)];
        return new([.. files.Select(file => File.ReadAllText(file.File))], [.. files.Select(file => file.Label)], s_classes, $"IMDB reviews from {folder}");

        // The names are number_stars.txt.
        IEnumerable<(string, int)> Files(string name, int label)
            => Directory.EnumerateFiles(Path.Combine(folder, name), "*_*.txt").OrderBy(NumberOf).Select(file => (file, label));
    }

    private static int NumberOf(string file)
    {
        string name = Path.GetFileName(file);
        return int.TryParse(name.AsSpan(0, name.IndexOf('_', StringComparison.Ordinal)), NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : throw new InvalidDataException($"{file}: the name does not begin with a number.");
    }
}
