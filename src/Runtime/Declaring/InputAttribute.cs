namespace Compiled;

/// <summary>
/// The sizes of one sample that an attribute stack takes; the batch axis is left out. The values are floats;
/// where the first layer takes token ids, as <see cref="EmbeddingAttribute"/> does, they are integers.
/// </summary>
/// <param name="shape">Positive sizes, outermost first; the first may be <see cref="Length.Any"/>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class InputAttribute(params int[] shape) : Attribute
{
    /// <summary>The sizes of one sample.</summary>
    public int[] Shape { get; } = shape;

    /// <summary>
    /// Whether the data lie channels first, (channels, spatial sizes …), as <see cref="Shape"/> then says too. They are turned around once,
    /// where they come in: layers and <c>Forward</c> see (spatial sizes …, channels) as always.
    /// </summary>
    public bool ChannelsFirst { get; set; }

    /// <summary>The most steps that a sequence has, where the first size is <see cref="Length.Any"/>; the same for all inputs of a model.</summary>
    public int MaxLength { get; set; }
}
