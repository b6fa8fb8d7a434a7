using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

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

        // Most often all have the result's shape.
        Shape first = inputs[0].Shape;
        int same = 1;
        while (same < inputs.Count && inputs[same].Shape == first)
        {
            same++;
        }

        return same == inputs.Count && InputElement == ElementType.Float32 ? inputs[0] : new(same == inputs.Count ? first : Broadcasting.Broadcast(GetType().Name, [.. inputs.Select(i => i.Shape)]));
    }
}
