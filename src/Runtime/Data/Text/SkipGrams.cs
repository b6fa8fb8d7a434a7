namespace Compiled;

/// <summary>Pairs of words, some that stood near each other and some that are made up.</summary>
/// <param name="Words">The word in the middle of each pair's window.</param>
/// <param name="Contexts">The other word.</param>
/// <param name="Labels">1 for a pair from the text, 0 for a made-up one.</param>
public sealed record SkipGrams(int[] Words, int[] Contexts, float[] Labels)
{
    /// <summary>Samples of two integer inputs, the words, and the label.</summary>
    public Dataset ToDataset() => Dataset.From([Words, Contexts], [Labels]);
}
