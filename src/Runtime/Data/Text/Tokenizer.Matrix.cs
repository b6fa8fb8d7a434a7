namespace Compiled;

/// <summary>What a matrix of texts by tokens holds.</summary>
public enum TextMatrixMode
{
    /// <summary>1 for a token that is in the text.</summary>
    Binary,

    /// <summary>How often the token is in the text.</summary>
    Count,

    /// <summary>
    /// How telling the token is: (1 + ln c) · ln(1 + D / (1 + d)), for a token that is c times in this text and in d of the D texts that the tokenizer
    /// learnt from. These are the weights of Keras's Tokenizer.
    /// </summary>
    TfIdf,

    /// <summary>The token's share of the text.</summary>
    Frequency,
}

public sealed partial class Tokenizer
{
    /// <summary>A row for each text and a column for each index, as bags of words.</summary>
    /// <returns>Texts by <see cref="TextTokenizer.VocabularySize"/>.</returns>
    public float[,] TextsToMatrix(IEnumerable<string> texts, TextMatrixMode mode = TextMatrixMode.Binary)
        => SequencesToMatrix(TextsToSequences(texts), mode);

    /// <summary>A row for each sequence and a column for each index; indices that have no column are left out.</summary>
    /// <returns>Sequences by <see cref="TextTokenizer.VocabularySize"/>.</returns>
    /// <exception cref="ArgumentException">A sequence has a negative index.</exception>
    public float[,] SequencesToMatrix(IReadOnlyList<int[]> sequences, TextMatrixMode mode = TextMatrixMode.Binary)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        if (!Enum.IsDefined(mode))
        {
            throw new ArgumentOutOfRangeException(nameof(mode), mode, "No such mode.");
        }

        float[,] matrix = new float[sequences.Count, VocabularySize];
        for (int row = 0; row < sequences.Count; row++)
        {
            foreach (int index in sequences[row])
            {
                if (index < 0)
                {
                    throw new ArgumentException($"Sequence {row} has the index {index}; indices are at least 0.", nameof(sequences));
                }

                if (index < matrix.GetLength(1))
                {
                    matrix[row, index]++;
                }
            }

            foreach (int index in sequences[row].Distinct().Where(index => index < matrix.GetLength(1)))
            {
                matrix[row, index] = Weight(index, matrix[row, index], sequences[row].Length, mode);
            }
        }

        return matrix;
    }

    private float Weight(int index, float count, int length, TextMatrixMode mode) => mode switch
    {
        TextMatrixMode.Binary => 1,
        TextMatrixMode.Count => count,
        TextMatrixMode.Frequency => count / length,
        _ => (float)((1 + Math.Log(count)) * Math.Log(1 + (DocumentCount / (1d + DocumentsWith(index))))),
    };

    private long DocumentsWith(int index) => index > 0 && index <= Words.Length ? Words[index - 1].Documents : 0;
}
