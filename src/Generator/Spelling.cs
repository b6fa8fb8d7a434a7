namespace Compiled.Generator;

/// <summary>Finds the name that a mistyped one most likely means.</summary>
internal static class Spelling
{
    /// <summary><c> (did you mean 'Softmax'?)</c> where one of the names is near to what is written, else nothing.</summary>
    public static string Suggest(string written, IEnumerable<string> names) => Closest(written, names) is { } name ? $" (did you mean '{name}'?)" : "";

    /// <summary>The nearest name, of several equally near ones the first in the alphabet; null where none is near.</summary>
    public static string? Closest(string written, IEnumerable<string> names)
    {
        // One slip in three letters, capitals aside, is still the same word.
        int most = Math.Max(1, written.Length / 3);
        return names
            .Where(name => name != written && Math.Abs(name.Length - written.Length) <= most)
            .Select(name => (Name: name, Distance: Distance(written.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(candidate => candidate.Distance <= most)
            .OrderBy(candidate => candidate.Distance)
            .ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Select(candidate => candidate.Name)
            .FirstOrDefault();
    }

    /// <summary>How many letters must be put in, taken out, changed or swapped with their neighbour (Damerau 1964).</summary>
    private static int Distance(string from, string to)
    {
        int[,] distance = new int[from.Length + 1, to.Length + 1];
        for (int i = 0; i <= from.Length; i++)
        {
            for (int j = 0; j <= to.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    distance[i, j] = i + j;
                    continue;
                }

                int changed = distance[i - 1, j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
                distance[i, j] = Math.Min(changed, Math.Min(distance[i - 1, j], distance[i, j - 1]) + 1);
                if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                {
                    distance[i, j] = Math.Min(distance[i, j], distance[i - 2, j - 2] + 1);
                }
            }
        }

        return distance[from.Length, to.Length];
    }
}
