namespace Digits;

/// <summary>How often each digit was read as each digit.</summary>
internal sealed class ConfusionMatrix
{
    private const int Classes = 10;
    private readonly int[,] _counts = new int[Classes, Classes];

    /// <summary>Counts one picture.</summary>
    public void Add(int actual, int predicted) => _counts[actual, predicted]++;

    /// <summary>One row for each digit, one column for what it was read as; the right readings stand on the diagonal.</summary>
    public void Write(TextWriter writer)
    {
        writer.WriteLine("read as  " + string.Concat(Enumerable.Range(0, Classes).Select(digit => $"{digit,6}")) + "   recall");
        for (int actual = 0; actual < Classes; actual++)
        {
            int total = 0;
            string row = $"digit {actual}: ";
            for (int predicted = 0; predicted < Classes; predicted++)
            {
                total += _counts[actual, predicted];
                row += _counts[actual, predicted] == 0 ? "     ·" : $"{_counts[actual, predicted],6}";
            }

            writer.WriteLine(row + (total == 0 ? "" : $"{_counts[actual, actual] / (double)total,9:P1}"));
        }
    }
}
