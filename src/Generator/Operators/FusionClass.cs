namespace Compiled.Generator.Operators;

/// <summary>How an operator may share a loop with its neighbours.</summary>
internal enum FusionClass
{
    /// <summary>No inputs: data that exists before the program runs, or a constant.</summary>
    Leaf,

    /// <summary>Each output element depends on the input elements at the same (broadcast) index; it has a scalar expression.</summary>
    Elementwise,

    /// <summary>Folds axes away; elementwise inputs can be folded in as they are computed.</summary>
    Reduction,

    /// <summary>A sum of products; elementwise users can be applied to its tiles as an epilogue.</summary>
    Contraction,

    /// <summary>The same elements in another order; costs no arithmetic.</summary>
    Movement,

    /// <summary>The same elements in the same order under another shape; costs nothing.</summary>
    View,

    /// <summary>A runtime kernel of its own.</summary>
    Opaque,
}
