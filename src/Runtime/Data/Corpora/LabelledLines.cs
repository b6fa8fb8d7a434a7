using System.Collections.Immutable;

namespace Compiled;

/// <summary>Reads files that have a text on each line, with a class and perhaps other fields before it, parted by tabs.</summary>
internal static class LabelledLines
{
    /// <param name="path">In UTF-8, plain or compressed with gzip.</param>
    /// <param name="fields">The fields of a line: the first is the class's number, the last is the text.</param>
    /// <param name="classNames">One name a class.</param>
    /// <param name="source">What the data is called.</param>
    /// <exception cref="InvalidDataException">A line has other fields, or a class does not exist; the message has file and line.</exception>
    public static TextData Read(string path, int fields, ImmutableArray<string> classNames, string source)
    {
        List<string> texts = [];
        List<int> labels = [];
        foreach (string line in TextFile.ReadLines(path))
        {
            string[] parts = line.Split('\t', fields);
            int label = parts.Length == fields && parts[0].Length == 1 ? parts[0][0] - '0' : -1;
            if ((uint)label >= (uint)classNames.Length)
            {
                throw new InvalidDataException($"{path}, line {texts.Count + 1}: {Wording.Count(fields, "field")} parted by tabs are expected, of which the first is a class from 0 to {classNames.Length - 1}.");
            }

            labels.Add(label);
            texts.Add(parts[^1]);
        }

        return new([.. texts], [.. labels], classNames, $"{source} from {path}");
    }
}
