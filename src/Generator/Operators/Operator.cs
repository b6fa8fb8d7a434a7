using Compiled.Generator.Graphs;

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

/// <summary>
/// A primitive operator with its attributes. One file declares all that the compiler knows of one operator;
/// its meaning is the method <see cref="RuntimeName"/> of <c>Compiled.Ops</c>.
/// Operators are value-equal records: equal operators on equal inputs are one node.
/// </summary>
internal abstract record Operator
{
    public abstract FusionClass Fusion { get; }

    /// <summary>The method of <c>Compiled.Ops</c> that defines the meaning; called with the inputs, then <see cref="RuntimeArguments"/>.</summary>
    public virtual string RuntimeName => GetType().Name;

    /// <summary>The attributes as arguments of the runtime method: <c>int</c>, <c>long</c>, <c>double</c>, <c>bool</c>, <c>int[]</c> or <c>Dimension[]</c>.</summary>
    public virtual IReadOnlyList<object> RuntimeArguments => [];

    /// <summary>The shape rule.</summary>
    /// <exception cref="ShapeException">The operator cannot take these shapes.</exception>
    public abstract TensorType Infer(IReadOnlyList<TensorType> inputs);

    /// <summary>
    /// The derivative: adds to the graph, for each input, the gradient that <paramref name="gradient"/> (of the output) gives it,
    /// in the shape of the output where the input was broadcast (differentiation sums it back); null where there is none.
    /// </summary>
    public abstract IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient);
}

/// <summary>An operator whose every output element is a scalar expression of the input elements at the same index, broadcast as in NumPy.</summary>
internal abstract record ElementwiseOperator : Operator
{
    public sealed override FusionClass Fusion => FusionClass.Elementwise;

    /// <summary>The value of an element; both the C# and the HLSL are printed from it.</summary>
    public abstract ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs);

    public override TensorType Infer(IReadOnlyList<TensorType> inputs) => new(Broadcasting.Broadcast(GetType().Name, [.. inputs.Select(i => i.Shape)]));
}

/// <summary>Data that exists before the program runs.</summary>
internal abstract record LeafOperator : Operator
{
    public sealed override FusionClass Fusion => FusionClass.Leaf;

    public sealed override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [];
}
