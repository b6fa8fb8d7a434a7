namespace Compiled;

/// <summary>
/// The sentences of the contest UMICH SI650: 7,086 opinions on films and books, 3,995 of them positive. Only 1,410 are different; see
/// <see cref="TextData.Distinct"/>.
/// </summary>
public static class UmichSentiment
{
    private const string Folder = "umich-sentiment";

    private static readonly RemoteFile s_file = new(
        "training.txt",
        447540,
        "f62739660ffa9233cae138557dda4f5dac9865aef352645881240e9045df23d9",
        ["https://raw.githubusercontent.com/MarkPotanin/rnn_seminar/0cac6f0f0ab1e96a4fd077a211df087ae6a9cc75/data/training.txt"]);

    /// <summary>Loads <c>training.txt</c> from the first place that has it, as <see cref="Mnist.Load"/> does; the folder's name is <c>umich-sentiment</c>. Class 1 is positive.</summary>
    /// <inheritdoc cref="Mnist.Load"/>
    public static TextData Load(string? folder = null, bool download = true, Action<DownloadProgress>? progress = null, CancellationToken cancellation = default)
        => LabelledLines.Read(DataStore.RequireFile(folder, Folder, s_file, download, progress, cancellation), 2, ["negative", "positive"], "UMICH SI650");
}
