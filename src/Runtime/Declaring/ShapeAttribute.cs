namespace Compiled;

/// <summary>The sizes of one sample of an input of <c>Forward</c>; the batch axis is left out.</summary>
/// <param name="shape">Positive sizes, outermost first; the first may be <see cref="Length.Any"/>; none for one number a sample.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ShapeAttribute(params int[] shape) : Attribute
{
    /// <summary>The sizes of one sample.</summary>
    public int[] Shape { get; } = shape;

    /// <inheritdoc cref="InputAttribute.ChannelsFirst"/>
    public bool ChannelsFirst { get; set; }

    /// <summary>The most steps that a sequence has, where the first size is <see cref="Length.Any"/>; the same for all inputs of a model.</summary>
    public int MaxLength { get; set; }
}
