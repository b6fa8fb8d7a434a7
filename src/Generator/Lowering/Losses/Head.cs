namespace Compiled.Generator.Lowering.Losses;

/// <summary>What predictions end in, as far as a loss cares.</summary>
internal enum Head
{
    /// <summary>Something that says nothing about the values.</summary>
    Other,

    /// <summary>A linear layer without an activation.</summary>
    Linear,
    Relu,
    Tanh,
    Sigmoid,
    Softmax,
}
