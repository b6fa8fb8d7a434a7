namespace Compiled;

/// <summary>Class labels in their forms: names, numbers from 0, and one-hot rows.</summary>
public static class Labels
{
    /// <summary>One row a label: 1 at the label's class and 0 elsewhere.</summary>
    /// <param name="labels">Each in [0, <paramref name="classes"/>).</param>
    /// <param name="classes">The number of classes; positive.</param>
    /// <returns>Labels by classes.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A label names no class; the message has its place.</exception>
    public static float[,] OneHot(ReadOnlySpan<int> labels, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        float[,] rows = new float[labels.Length, classes];
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
            {
                throw new ArgumentOutOfRangeException(nameof(labels), $"Label {i} is {labels[i]}, but there are {classes} classes, from 0.");
            }

            rows[i, labels[i]] = 1;
        }

        return rows;
    }

    /// <summary>Numbers for names: the names in ordinal order are the classes.</summary>
    /// <param name="names">One name a sample.</param>
    /// <param name="classes">The name of each class.</param>
    public static int[] Encode(IEnumerable<string> names, out string[] classes)
    {
        string[] all = [.. names];
        string[] sorted = [.. all.Distinct().Order(StringComparer.Ordinal)];
        classes = sorted;
        return [.. all.Select(name => Array.BinarySearch(sorted, name, StringComparer.Ordinal))];
    }
}
