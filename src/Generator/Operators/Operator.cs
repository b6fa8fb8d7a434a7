using System.Globalization;
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

    /// <summary>The attributes as arguments of the runtime method: <c>int</c>, <c>long</c>, <c>double</c>, <c>bool</c>, <c>int[]</c>, <c>Dimension</c> or <c>Dimension[]</c>.</summary>
    public virtual IReadOnlyList<object> RuntimeArguments => [];

    /// <summary>Whether the runtime method takes <see cref="RuntimeArguments"/> before the inputs, since it takes any number of inputs.</summary>
    public virtual bool RuntimeArgumentsFirst => false;

    /// <summary>The shape rule.</summary>
    /// <exception cref="ShapeException">The operator cannot take these shapes.</exception>
    public abstract TensorType Infer(IReadOnlyList<TensorType> inputs);

    /// <summary>What only a derivative may do, such as summing products over the samples; asked for nodes of the forward pass.</summary>
    /// <exception cref="ShapeException">The operator may not be applied to these shapes in a model.</exception>
    public virtual void RefuseInForward(IReadOnlyList<TensorType> inputs)
    {
    }

    /// <summary>
    /// The derivative: adds to the graph, for each input, the gradient that <paramref name="gradient"/> (of the output) gives it,
    /// in the shape of the output where the input was broadcast (differentiation sums it back); null where there is none.
    /// </summary>
    public abstract IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient);

    /// <summary>The attributes behind the name, as graphs are printed.</summary>
    protected virtual string Attributes => RuntimeArguments.Count == 0 ? "" : $"({string.Join(", ", RuntimeArguments.Select(Text))})";

    public sealed override string ToString() => GetType().Name + Attributes;

    private static string Text(object attribute) => attribute switch
    {
        int[] items => $"[{string.Join(", ", items)}]",
        Dimension[] items => $"[{string.Join(", ", (IEnumerable<Dimension>)items)}]",
        _ => Convert.ToString(attribute, CultureInfo.InvariantCulture),
    };

    /// <exception cref="ShapeException">An input is not of floats.</exception>
    protected void RequireFloat(IReadOnlyList<TensorType> inputs) => Require(inputs, ElementType.Float32);

    /// <exception cref="ShapeException">The inputs are not of these elements.</exception>
    protected void Require(IReadOnlyList<TensorType> inputs, params ElementType[] elements)
    {
        for (int i = 0; i < inputs.Count; i++)
        {
            ElementType expected = elements[Math.Min(i, elements.Length - 1)];
            if (inputs[i].Element != expected)
            {
                throw new ShapeException($"{RuntimeName} takes {Name(expected)}, but input {i + 1} is {inputs[i].Shape} of {Name(inputs[i].Element)}");
            }
        }

        static string Name(ElementType element) => element == ElementType.Float32 ? "float" : "int";
    }
}

/// <summary>An operator whose every output element is a scalar expression of the input elements at the same index, broadcast as in NumPy.</summary>
internal abstract record ElementwiseOperator : Operator
{
    public sealed override FusionClass Fusion => FusionClass.Elementwise;

    /// <summary>The value of an element; both the C# and the HLSL are printed from it.</summary>
    public abstract ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs);

    /// <summary>What the inputs' elements are; results are floats.</summary>
    protected virtual ElementType InputElement => ElementType.Float32;

    public override TensorType Infer(IReadOnlyList<TensorType> inputs)
    {
        Require(inputs, InputElement);
        return new(Broadcasting.Broadcast(GetType().Name, [.. inputs.Select(i => i.Shape)]));
    }
}

/// <summary>Data that exists before the program runs.</summary>
internal abstract record LeafOperator : Operator
{
    public sealed override FusionClass Fusion => FusionClass.Leaf;

    public sealed override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [];
}
