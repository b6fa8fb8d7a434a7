using System.Collections.Immutable;
using System.IO.Compression;

namespace Compiled;

/// <summary>A sentence whose words have their part of speech.</summary>
/// <param name="Words">The words and stops.</param>
/// <param name="Tags">One tag a word, for example <c>NN</c>.</param>
public sealed record TaggedSentence(ImmutableArray<string> Words, ImmutableArray<string> Tags);

/// <summary>
/// The tenth of the Penn Treebank (Marcus, Santorini and Marcinkiewicz 1993) that NLTK publishes: 3,914 sentences of the Wall Street Journal with 94,084
/// words and 45 tags. It is for non-commercial use; © 1995 Linguistic Data Consortium.
/// </summary>
public static class Treebank
{
    private const string Folder = "nltk";
    private const string Parsed = "treebank/combined/";

    // A trace: the place of something that was moved or left out. It is no word.
    private const string None = "-NONE-";

    private static readonly RemoteFile s_file = new(
        "treebank.zip",
        1740034,
        "9da92d76c3666cfb6cddeaed0f7e86b344cce0f0928a286d439e555f19c37399",
        ["https://raw.githubusercontent.com/nltk/nltk_data/5db857e6f7df11eabb5e5665836db9ec8df07e28/packages/corpora/treebank.zip"]);

    /// <summary>Loads <c>treebank.zip</c> from the first place that has it, as <see cref="Mnist.Load"/> does; the folder's name is <c>nltk</c>.</summary>
    /// <inheritdoc cref="Mnist.Load"/>
    public static ImmutableArray<TaggedSentence> Load(string? folder = null, bool download = true, Action<DownloadProgress>? progress = null, CancellationToken cancellation = default)
        => Read(DataStore.RequireFile(folder, Folder, s_file, download, progress, cancellation));

    private static ImmutableArray<TaggedSentence> Read(string path)
    {
        try
        {
            using ZipArchive archive = ZipFile.OpenRead(path);
            ImmutableArray<TaggedSentence>.Builder sentences = ImmutableArray.CreateBuilder<TaggedSentence>();
            foreach (ZipArchiveEntry entry in archive.Entries
                .Where(entry => entry.FullName.StartsWith(Parsed, StringComparison.Ordinal) && entry.FullName.EndsWith(".mrg", StringComparison.Ordinal))
                .OrderBy(entry => entry.FullName, StringComparer.Ordinal))
            {
                using StreamReader reader = new(entry.Open());
                AddSentences(reader.ReadToEnd(), $"{path}: {entry.FullName}", sentences);
            }

            return sentences.Count > 0
                ? sentences.ToImmutable()
                : throw new InvalidDataException($"{path}: there are no files {Parsed}*.mrg in the archive.");
        }
        catch (InvalidDataException exception) when (!exception.Message.StartsWith(path, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{path}: the archive is damaged. {exception.Message}", exception);
        }
    }

    /// <summary>Trees are nested parentheses; a leaf is a tag and a word, and an outermost pair a sentence.</summary>
    /// <exception cref="InvalidDataException">A parenthesis has no other; the message has the line.</exception>
    internal static void AddSentences(string text, string name, ImmutableArray<TaggedSentence>.Builder sentences)
    {
        List<string> words = [];
        List<string> tags = [];
        int depth = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '(')
            {
                depth++;
                int end = text.AsSpan(i + 1).IndexOfAny('(', ')');
                string[] fields = end < 0 || text[i + 1 + end] == '(' ? [] : text.Substring(i + 1, end).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
                if (fields.Length == 2 && fields[0] != None)
                {
                    tags.Add(fields[0]);
                    words.Add(fields[1]);
                }
            }
            else if (text[i] == ')' && --depth < 0)
            {
                throw new InvalidDataException($"{name}, line {text.AsSpan(0, i).Count('\n') + 1}: a parenthesis closes that was not open.");
            }

            if (depth == 0 && words.Count > 0)
            {
                sentences.Add(new([.. words], [.. tags]));
                words.Clear();
                tags.Clear();
            }
        }

        if (depth != 0)
        {
            throw new InvalidDataException($"{name}: the file ends with {Wording.Count(depth, "parenthesis", "parentheses")} open.");
        }
    }
}
