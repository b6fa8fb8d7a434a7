namespace Compiled;

/// <summary>What a message lists where a name is mistyped: the names that there are, those most like it first.</summary>
internal static class NearestNames
{
    // A network of three hundred layers must not fill the screen.
    private const int Most = 24;

    /// <summary>The end of a sentence: <c>it has conv1, conv2 and 9 others</c>.</summary>
    public static string Listed(string mistyped, IEnumerable<string> names)
    {
        // OrderBy keeps the order of those that are equally far.
        string[] ordered = [.. names.OrderBy(name => Distance(mistyped, name))];
        return ordered.Length switch
        {
            0 => "it has none",
            <= Most => $"it has {string.Join(", ", ordered)}",
            _ => $"it has {string.Join(", ", ordered.Take(Most))} and {Wording.Count(ordered.Length - Most, "other")}",
        };
    }

    /// <summary>How far a name is from what was typed: from the whole, or from its last part, since who forgets the model that a layer is in types nothing else wrong.</summary>
    private static int Distance(string mistyped, string name)
    {
        int slash = name.LastIndexOf('/');
        int whole = Edits(mistyped, name);
        return slash < 0 ? whole : Math.Min(whole, Edits(mistyped, name[(slash + 1)..]));
    }

    /// <summary>The fewest characters to insert, to delete or to replace (Levenshtein 1966); a change of case is none.</summary>
    private static int Edits(string from, string to)
    {
        int[] edits = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 0; i < from.Length; i++)
        {
            int diagonal = edits[0];
            edits[0] = i + 1;
            for (int j = 0; j < to.Length; j++)
            {
                int replaced = diagonal + (char.ToUpperInvariant(from[i]) == char.ToUpperInvariant(to[j]) ? 0 : 1);
                diagonal = edits[j + 1];
                edits[j + 1] = Math.Min(replaced, Math.Min(diagonal, edits[j]) + 1);
            }
        }

        return edits[^1];
    }
}
