namespace Compiled;

/// <summary>Texts in the public domain that language models are shown with.</summary>
public static class TextCorpora
{
    private const string Folder = "texts";
    private const string Start = "*** START OF";
    private const string End = "*** END OF";
    private const string Note = "\nEnd of Project Gutenberg";

    private static readonly RemoteFile s_alice = new(
        "alice_pg11_11-0.txt",
        173595,
        "49a0b2726606e1290ac03a63978fa1dd1bd38a8d805704d98265f393533ea094",
        ["https://raw.githubusercontent.com/GITenberg/Alice-s-Adventures-in-Wonderland_11/7f18748e114b994d5d9454d5793581bc0b9cf9d7/11-0.txt"]);

    private static readonly RemoteFile s_shakespeare = new(
        "tinyshakespeare.txt",
        1115394,
        "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed",
        ["https://raw.githubusercontent.com/karpathy/char-rnn/6f9487a6fe5b420b7ca9afb0d7c078e37c1d1b4e/data/tinyshakespeare/input.txt"]);

    private static readonly RemoteFile s_nietzsche = new(
        "nietzsche.txt",
        600901,
        "9cb94a5f1f8d1359e2e018fa67306eba4ae03942b8c44643eececded39e096df",
        ["https://raw.githubusercontent.com/cvasii23/nietzsche/fd94888096c64979addae4905ccef97a785a59a4/nietzsche.txt"]);

    /// <summary>
    /// Lewis Carroll's "Alice's Adventures in Wonderland", number 11 of Project Gutenberg, without what Gutenberg added before and after it. Loaded as
    /// <see cref="Mnist.Load"/> loads; the folder's name is <c>texts</c>, the file's <c>alice_pg11_11-0.txt</c>.
    /// </summary>
    /// <inheritdoc cref="Mnist.Load"/>
    public static Corpus Alice(string? folder = null, bool download = true, Action<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        Corpus book = Load(s_alice, "Alice's Adventures in Wonderland", folder, download, progress, cancellation);
        int start = book.Text.IndexOf(Start, StringComparison.Ordinal);
        int begin = start < 0 ? -1 : book.Text.IndexOf('\n', start);
        int end = begin < 0 ? -1 : book.Text.IndexOf(End, begin, StringComparison.Ordinal);
        if (end < 0)
        {
            throw new InvalidDataException($"{book.Source}: there is no text between a line with {Start} and one with {End}.");
        }

        // Some of Gutenberg's files say it twice.
        string text = book.Text[begin..end];
        int note = text.LastIndexOf(Note, StringComparison.Ordinal);
        return book with { Text = (note < 0 ? text : text[..note]).Trim('\n') };
    }

    /// <summary>
    /// A million characters of Shakespeare's plays, as char-rnn (Karpathy 2015) learns from. Loaded as <see cref="Mnist.Load"/> loads; the folder's name is
    /// <c>texts</c>, the file's <c>tinyshakespeare.txt</c>.
    /// </summary>
    /// <inheritdoc cref="Mnist.Load"/>
    public static Corpus Shakespeare(string? folder = null, bool download = true, Action<DownloadProgress>? progress = null, CancellationToken cancellation = default)
        => Load(s_shakespeare, "Shakespeare", folder, download, progress, cancellation);

    /// <summary>
    /// Friedrich Nietzsche's "Beyond Good and Evil" in English and in lower case, as Keras's example of text generation learns from. Loaded as
    /// <see cref="Mnist.Load"/> loads; the folder's name is <c>texts</c>, the file's <c>nietzsche.txt</c>.
    /// </summary>
    /// <inheritdoc cref="Mnist.Load"/>
    public static Corpus Nietzsche(string? folder = null, bool download = true, Action<DownloadProgress>? progress = null, CancellationToken cancellation = default)
        => Load(s_nietzsche, "Nietzsche", folder, download, progress, cancellation);

    private static Corpus Load(
        RemoteFile file, string name, string? folder, bool download, Action<DownloadProgress>? progress, CancellationToken cancellation)
    {
        string path = DataStore.RequireFile(folder, Folder, file, download, progress, cancellation);
        return new(TextFile.Read(path), $"{name} from {path}");
    }
}
