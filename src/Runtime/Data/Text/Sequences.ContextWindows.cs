namespace Compiled;

public static partial class Sequences
{
    /// <summary>
    /// The samples of a continuous bag of words (Mikolov et al. 2013): the words around each word, to predict it. Index 0 is padding: it is no word to
    /// predict, but stands among the contexts.
    /// </summary>
    /// <param name="sequence">Token indices.</param>
    /// <param name="windowSize">The words on either side; positive.</param>
    /// <param name="padEdges">Whether words at the edges have samples too, with index 0 for what is missing; else only whole windows are used.</param>
    /// <returns>Contexts, words by 2 · windowSize, from left to right; and the words.</returns>
    public static (int[,] Contexts, int[] Words) ContextWindows(ReadOnlySpan<int> sequence, int windowSize, bool padEdges = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(windowSize);
        List<int> places = [];
        int margin = padEdges ? 0 : windowSize;
        for (int i = margin; i < sequence.Length - margin; i++)
        {
            if (sequence[i] != 0)
            {
                places.Add(i);
            }
        }

        int[,] contexts = new int[places.Count, checked(2 * windowSize)];
        int[] words = new int[places.Count];
        for (int row = 0; row < words.Length; row++)
        {
            int place = places[row];
            words[row] = sequence[place];
            for (int offset = 1; offset <= windowSize; offset++)
            {
                contexts[row, windowSize - offset] = place - offset >= 0 ? sequence[place - offset] : 0;
                contexts[row, windowSize + offset - 1] = place + offset < sequence.Length ? sequence[place + offset] : 0;
            }
        }

        return (contexts, words);
    }
}
