namespace Compiled;

public static partial class Sequences
{
    private const uint SkipGramStream = 0x536B6970;

    // Euler's constant to the digits that Keras uses.
    private const double Gamma = 0.577;

    /// <summary>
    /// Skip-gram pairs (Mikolov et al. 2013) as Keras's <c>skipgrams</c> makes them: each word with each one up to <paramref name="windowSize"/> places
    /// away, labelled 1; and <paramref name="negativeSamples"/> times as many pairs of such a word with one drawn uniformly from the vocabulary,
    /// labelled 0, some of which may happen to be true. Index 0 is padding and pairs with nothing.
    /// </summary>
    /// <param name="sequence">Token indices, as from a <see cref="Tokenizer"/>.</param>
    /// <param name="vocabularySize">One more than the greatest index.</param>
    /// <param name="windowSize">The words on either side.</param>
    /// <param name="negativeSamples">Made-up pairs for each true one; 0 for none.</param>
    /// <param name="samplingTable">How likely each index is kept as the middle of a window; null keeps all. See <see cref="SamplingTable"/>.</param>
    /// <param name="shuffle">Whether the pairs are mixed; else the true ones come first, in the text's order.</param>
    /// <param name="seed">Decides all that is drawn.</param>
    /// <exception cref="ArgumentException">An index is not below <paramref name="vocabularySize"/>, or has no entry in the table; the message has its place.</exception>
    public static SkipGrams SkipGrams(
        ReadOnlySpan<int> sequence,
        int vocabularySize,
        int windowSize = 4,
        float negativeSamples = 1,
        ReadOnlySpan<float> samplingTable = default,
        bool shuffle = true,
        ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(windowSize);
        if (!(negativeSamples >= 0) || float.IsInfinity(negativeSamples))
        {
            throw new ArgumentOutOfRangeException(nameof(negativeSamples), negativeSamples, "The number of made-up pairs for a true one is finite and not negative.");
        }

        CheckIndices(sequence, vocabularySize, samplingTable);
        RandomSequence random = new(seed, SkipGramStream);
        List<int> words = [];
        List<int> contexts = [];
        for (int i = 0; i < sequence.Length; i++)
        {
            if (sequence[i] == 0 || (!samplingTable.IsEmpty && samplingTable[sequence[i]] < random.Uniform()))
            {
                continue;
            }

            int end = (int)Math.Min(sequence.Length, i + windowSize + 1L);
            for (int j = Math.Max(0, i - windowSize); j < end; j++)
            {
                if (j != i && sequence[j] != 0)
                {
                    words.Add(sequence[i]);
                    contexts.Add(sequence[j]);
                }
            }
        }

        int positive = words.Count;
        AddNegative(words, contexts, negativeSamples, vocabularySize, ref random);
        float[] labels = new float[words.Count];
        labels.AsSpan(0, positive).Fill(1);
        SkipGrams pairs = new([.. words], [.. contexts], labels);
        if (shuffle)
        {
            Shuffle(pairs, ref random);
        }

        return pairs;
    }

    /// <summary>
    /// How likely a word is kept, by its rank r in a vocabulary sorted by frequency, if frequencies follow Zipf's law: min(1, √(s · i)), where the inverse
    /// frequency i is about r (ln r + γ) + ½ − 1/(12 r). These are the numbers of Keras's <c>make_sampling_table</c>; the idea is the subsampling of
    /// Mikolov et al. 2013.
    /// </summary>
    /// <param name="size">The size of the vocabulary, index 0 included.</param>
    /// <param name="samplingFactor">s: the smaller, the more of the frequent words are left out; positive.</param>
    /// <returns>One probability an index; index 0 has that of index 1.</returns>
    public static float[] SamplingTable(int size, double samplingFactor = 1e-5)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        if (!(samplingFactor > 0) || double.IsInfinity(samplingFactor))
        {
            throw new ArgumentOutOfRangeException(nameof(samplingFactor), samplingFactor, "The sampling factor is a positive number.");
        }

        float[] table = new float[size];
        for (int index = 0; index < size; index++)
        {
            double rank = Math.Max(index, 1);
            double inverseFrequency = (rank * (Math.Log(rank) + Gamma)) + 0.5 - (1 / (12 * rank));
            table[index] = (float)Math.Min(1, Math.Sqrt(samplingFactor * inverseFrequency));
        }

        return table;
    }

    private static void AddNegative(List<int> words, List<int> contexts, float perPositive, int vocabularySize, ref RandomSequence random)
    {
        int count = checked((int)((double)words.Count * perPositive));
        if (count == 0)
        {
            return;
        }

        int[] middles = [.. words];
        random.Shuffle(middles);
        for (int i = 0; i < count; i++)
        {
            words.Add(middles[i % middles.Length]);
            contexts.Add(1 + random.Below(vocabularySize - 1));
        }
    }

    // One permutation for the three arrays.
    private static void Shuffle(SkipGrams pairs, ref RandomSequence random)
    {
        (int[] words, int[] contexts, float[] labels) = pairs;
        for (int i = words.Length - 1; i > 0; i--)
        {
            int other = random.Below(i + 1);
            (words[i], words[other]) = (words[other], words[i]);
            (contexts[i], contexts[other]) = (contexts[other], contexts[i]);
            (labels[i], labels[other]) = (labels[other], labels[i]);
        }
    }

    private static void CheckIndices(ReadOnlySpan<int> sequence, int vocabularySize, ReadOnlySpan<float> samplingTable)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(vocabularySize, 2);
        int known = samplingTable.IsEmpty ? vocabularySize : Math.Min(vocabularySize, samplingTable.Length);
        int wrong = sequence.IndexOfAnyExceptInRange(0, known - 1);
        if (wrong >= 0)
        {
            throw new ArgumentException(
                $"Index {wrong} of the sequence is {sequence[wrong]}, where 0 to {known - 1} was expected{(samplingTable.IsEmpty ? "" : $": the sampling table has {Wording.Count(samplingTable.Length, "entry", "entries")}")}.",
                nameof(sequence));
        }
    }
}
