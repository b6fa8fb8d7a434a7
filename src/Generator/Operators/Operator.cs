using System.Globalization;
using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

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

    /// <exception cref="ShapeException">An input is not of these elements.</exception>
    protected void Require(IReadOnlyList<TensorType> inputs, ElementType expected)
    {
        for (int i = 0; i < inputs.Count; i++)
        {
            Require(inputs, i, expected);
        }
    }

    /// <exception cref="ShapeException">The inputs are not of these elements.</exception>
    protected void Require(IReadOnlyList<TensorType> inputs, params ElementType[] elements)
    {
        for (int i = 0; i < inputs.Count; i++)
        {
            Require(inputs, i, elements[Math.Min(i, elements.Length - 1)]);
        }
    }

    private void Require(IReadOnlyList<TensorType> inputs, int i, ElementType expected)
    {
        if (inputs[i].Element != expected)
        {
            throw new ShapeException($"{RuntimeName} takes {Name(expected)}, but input {i + 1} is {inputs[i].Shape} of {Name(inputs[i].Element)}");
        }

        static string Name(ElementType element) => element == ElementType.Float32 ? "float" : "int";
    }
}
