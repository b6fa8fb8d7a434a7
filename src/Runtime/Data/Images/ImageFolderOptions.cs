using System.Collections.Immutable;

namespace Compiled;

/// <summary>In which form a class label is a target.</summary>
public enum LabelForm
{
    /// <summary>The class's number, an integer: for sparse categorical cross-entropy.</summary>
    Number,

    /// <summary>0 or 1 as a float, of two classes: for binary cross-entropy.</summary>
    Binary,

    /// <summary>A row with 1 at the class and 0 elsewhere: for categorical cross-entropy.</summary>
    OneHot,
}

/// <summary>How the pictures of an <see cref="ImageFolder"/> are read.</summary>
public sealed record ImageFolderOptions
{
    /// <summary>The rows of every picture; null to take the pictures as they are, which then must all have the size of the first.</summary>
    public int? Height { get; init; }

    /// <summary>The pixels of every row; null together with <see cref="Height"/>.</summary>
    public int? Width { get; init; }

    /// <summary>1 for grey, 3 for RGB, 4 for RGB and opacity.</summary>
    public int Channels { get; init; } = 3;

    /// <summary>How pictures of another size are resized; proportions are not kept.</summary>
    public Resampling Resampling { get; init; } = Resampling.Bilinear;

    /// <summary>The form of the targets.</summary>
    public LabelForm Labels { get; init; } = LabelForm.Number;

    /// <summary>The folders that are classes, in the order of their numbers, each once; empty (or default) for all of them in ordinal order.</summary>
    public ImmutableArray<string> Classes { get; init; } = [];

    /// <summary>A larger picture is refused before memory is taken for it.</summary>
    public long MaximumPixels { get; init; } = Image.DefaultMaximumPixels;

    /// <exception cref="ArgumentException">Options contradict each other, or a class is named twice.</exception>
    internal void Check()
    {
        if (Height.HasValue != Width.HasValue)
        {
            throw new ArgumentException($"The height is {Height?.ToString() ?? "not given"} and the width {Width?.ToString() ?? "not given"}; give both or neither.");
        }

        if (Height <= 0 || Width <= 0)
        {
            throw new ArgumentOutOfRangeException(nameof(Height), $"A picture of {Width}×{Height} pixels has none.");
        }

        if (Channels is not (1 or 3 or 4))
        {
            throw new ArgumentOutOfRangeException(nameof(Channels), Channels, "Pictures are read with 1, 3 or 4 channels.");
        }

        for (int i = 1; !Classes.IsDefault && i < Classes.Length; i++)
        {
            if (Classes.IndexOf(Classes[i]) is int first && first < i)
            {
                throw new ArgumentException($"Class '{Classes[i]}' is named twice: it would have the numbers {first} and {i}.", nameof(Classes));
            }
        }
    }
}
