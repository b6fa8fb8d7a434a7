namespace Compiled;

/// <summary>
/// The vectors of the hundred most frequent words of GloVe 6B (Pennington, Socher and Manning 2014): to try things with. The whole files come from
/// https://nlp.stanford.edu/projects/glove and are read by <see cref="WordVectors.ReadText"/>.
/// </summary>
public static class GloveSample
{
    private const string Folder = "glove-sample";

    private static readonly RemoteFile s_hundred = File("glove.6B.100d.sample.txt.gz", 34314, "156a9262a32df5a06156f0a4ee6e99730ec8c30142b223ede686bf283c8d07aa");
    private static readonly RemoteFile s_threeHundred = File("glove.6B.300d.sample.txt.gz", 98669, "d1ecc9dc1e1270bd9993d0a6a70a960afb664beaffc2dbc839d469169252af0d");

    /// <summary>Loads the vectors from the first place that has them, as <see cref="Mnist.Load"/> does; the folder's name is <c>glove-sample</c>, the files' <c>glove.6B.100d.sample.txt.gz</c> and <c>glove.6B.300d.sample.txt.gz</c>.</summary>
    /// <param name="dimensions">100 or 300.</param>
    /// <inheritdoc cref="Mnist.Load"/>
    public static WordVectors Load(
        int dimensions = 100, string? folder = null, bool download = true, Action<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        RemoteFile file = dimensions switch
        {
            100 => s_hundred,
            300 => s_threeHundred,
            _ => throw new ArgumentOutOfRangeException(nameof(dimensions), dimensions, "There are vectors of 100 and of 300 numbers."),
        };
        return WordVectors.ReadText(DataStore.RequireFile(folder, Folder, file, download, progress, cancellation));
    }

    private static RemoteFile File(string name, long length, string hash) => new(name, length, hash,
        ["https://raw.githubusercontent.com/allenai/allennlp/80fb6061e568cb9d6ab5d45b661e86eb61b92c82/test_fixtures/embeddings/" + name]);
}
