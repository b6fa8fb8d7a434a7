using System.Collections.Immutable;
using System.Globalization;

namespace Compiled;

/// <summary>A question about a story.</summary>
/// <param name="Story">All sentences from the story's beginning up to the question.</param>
/// <param name="Question">With its question mark.</param>
/// <param name="Answer">One word.</param>
/// <param name="Supporting">The places in the story of the sentences that tell the answer.</param>
public sealed record BabiQuestion(ImmutableArray<string> Story, string Question, string Answer, ImmutableArray<int> Supporting);

/// <summary>The questions of a bAbI task.</summary>
/// <param name="Train">To learn from.</param>
/// <param name="Test">To judge by.</param>
/// <param name="Source">Where they come from, for people.</param>
public sealed record BabiData(ImmutableArray<BabiQuestion> Train, ImmutableArray<BabiQuestion> Test, string Source);

/// <summary>The first two bAbI tasks (Weston et al. 2015), made-up stories of who went where, in English with 10,000 questions to learn from.</summary>
public static class BabiTasks
{
    private const string Folder = "babi/en-10k";

    private static readonly ImmutableArray<(RemoteFile Train, RemoteFile Test)> s_tasks =
    [
        (
            File("qa1_single-supporting-fact_train.txt", 944248, "749ea9f7c99070feb2d88c975a254417a0dcc8274add4435ae5ae24c7afc7e9d"),
            File("qa1_single-supporting-fact_test.txt", 94477, "55acf66cef2f6d798e2aa1d056e1ec8f24e910ea9215b639450574321132959b")),
        (
            File("qa2_two-supporting-facts_train.txt", 1794716, "d4074c0c5d54f70ce2f538056ce2b6ef6a313da336da4245f1a24f1298e37ef3"),
            File("qa2_two-supporting-facts_test.txt", 179835, "eff93fb9cd81ba02eb765772cf7cc269769ed44ec71cbbbc19cfb16ee5eba0f6")),
    ];

    /// <summary>
    /// Loads a task from the first place that has it, as <see cref="Mnist.Load"/> does; the folder's name is <c>babi/en-10k</c>, the files' names those of the
    /// published archive, such as <c>qa1_single-supporting-fact_train.txt</c>.
    /// </summary>
    /// <param name="task">1, one supporting fact; or 2, two of them.</param>
    /// <inheritdoc cref="Mnist.Load"/>
    public static BabiData Load(
        int task = 1, string? folder = null, bool download = true, Action<DownloadProgress>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(task, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(task, s_tasks.Length);
        (RemoteFile train, RemoteFile test) = s_tasks[task - 1];
        string found = DataStore.Require(folder, Folder, [train, test], download, progress, cancellation);
        return new(Read(DataFolders.PathOf(found, train)!), Read(DataFolders.PathOf(found, test)!), $"bAbI task {task} from {found}");
    }

    private static ImmutableArray<BabiQuestion> Read(string path)
    {
        ImmutableArray<BabiQuestion>.Builder questions = ImmutableArray.CreateBuilder<BabiQuestion>();
        List<string> story = [];

        // Questions are numbered with the sentences: the place in the story of each number.
        Dictionary<int, int> places = [];
        int lineNumber = 0;
        foreach (string line in TextFile.ReadLines(path))
        {
            lineNumber++;
            int space = line.IndexOf(' ', StringComparison.Ordinal);
            if (space < 0 || !int.TryParse(line.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture, out int number))
            {
                throw new InvalidDataException($"{path}, line {lineNumber}: the line does not begin with its number in the story.");
            }

            if (number == 1)
            {
                story.Clear();
                places.Clear();
            }

            string[] fields = line[(space + 1)..].Split('\t');
            switch (fields.Length)
            {
                case 1:
                    places[number] = story.Count;
                    story.Add(fields[0].Trim());
                    break;
                case 3:
                    questions.Add(new([.. story], fields[0].Trim(), fields[1].Trim(), [.. fields[2].Split(' ').Select(text => Place(text, lineNumber))]));
                    break;
                default:
                    throw new InvalidDataException($"{path}, line {lineNumber}: a sentence, or a question with answer and supporting facts is expected, parted by tabs.");
            }
        }

        return questions.ToImmutable();

        int Place(string text, int line)
            => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && places.TryGetValue(number, out int place)
                ? place
                : throw new InvalidDataException($"{path}, line {line}: the supporting fact '{text}' is not a sentence before the question.");
    }

    private static RemoteFile File(string name, long length, string hash) => new(name, length, hash,
        ["https://raw.githubusercontent.com/Zevere/NLP-Python/aa893e4f7f6c973b7f743b7b74c49e275a301604/DataModel/" + name]);
}
