namespace Compiled;

/// <summary>Whether a recurrent layer reads a sequence both ways (Schuster and Paliwal 1997), and how it merges what both give; Keras's <c>merge_mode</c>.</summary>
public enum Bidirectional
{
    /// <summary>One way.</summary>
    No,

    /// <summary>Both ways, one output behind the other: 2 units.</summary>
    Concat,

    /// <summary>Both ways, summed.</summary>
    Sum,

    /// <summary>Both ways, multiplied.</summary>
    Mul,

    /// <summary>Both ways, averaged.</summary>
    Ave,

    /// <summary>Both ways, not merged: the layer's method returns a tuple of the forward and the backward output.</summary>
    None,
}
