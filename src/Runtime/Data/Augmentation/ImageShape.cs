namespace Compiled;

/// <summary>The sizes of a picture among the inputs of a dataset.</summary>
internal readonly record struct ImageShape(int Height, int Width, int Channels)
{
    /// <summary>The sizes of (height, width, channels), or of (height, width) with one channel.</summary>
    /// <exception cref="ArgumentException">The input is no picture.</exception>
    public static ImageShape Of(Dataset dataset, int input)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(input);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(input, dataset.Inputs.Count);
        TensorSpec spec = dataset.Inputs[input];
        return (spec.Element, spec.Shape.Length) switch
        {
            (ElementKind.Float32, 3) => new(spec.Shape[0], spec.Shape[1], spec.Shape[2]),
            (ElementKind.Float32, 2) => new(spec.Shape[0], spec.Shape[1], 1),
            _ => throw new ArgumentException($"{spec} is no picture: pictures are floats of (height, width, channels) or (height, width)."),
        };
    }
}
