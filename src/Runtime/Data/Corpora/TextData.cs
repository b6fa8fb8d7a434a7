using System.Collections.Immutable;

namespace Compiled;

/// <summary>Texts with a class each.</summary>
/// <param name="Texts">As they were written.</param>
/// <param name="Labels">One class a text, from 0.</param>
/// <param name="ClassNames">The name of each class.</param>
/// <param name="Source">Where the texts come from, for people.</param>
public sealed record TextData(string[] Texts, int[] Labels, ImmutableArray<string> ClassNames, string Source)
{
    /// <summary>Two parts with all texts between them; a tokenizer is fitted to the first alone.</summary>
    /// <param name="fraction">The share of the first, in [0, 1]; it has ⌊fraction · count⌋ texts.</param>
    /// <param name="shuffle">The seed of a random choice, or null to cut the data in its order.</param>
    public (TextData First, TextData Second) Split(double fraction, ulong? shuffle = null)
    {
        int count = Dataset.FirstCount(Texts.Length, fraction);
        int[] order = [.. Enumerable.Range(0, Texts.Length)];
        if (shuffle is { } seed)
        {
            Shuffling.Shuffle(order, seed, Shuffling.FixedOrder);
        }

        return (Chosen(order[..count]), Chosen(order[count..]));
    }

    /// <summary>Each text once, with its first label: a text that stands in both parts of a split makes the test easier than it looks.</summary>
    public TextData Distinct()
        => Chosen([.. Enumerable.Range(0, Texts.Length).DistinctBy(place => Texts[place], StringComparer.Ordinal)]);

    /// <summary>For example <c>7086 texts in 2 classes, UMICH SI650 from data/training.txt</c>.</summary>
    public override string ToString() => $"{Texts.Length} texts in {ClassNames.Length} classes, {Source}";

    private TextData Chosen(int[] places) => this with { Texts = [.. places.Select(place => Texts[place])], Labels = [.. places.Select(place => Labels[place])] };
}
