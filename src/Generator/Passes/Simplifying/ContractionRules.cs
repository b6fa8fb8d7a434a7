using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Passes.Simplifying;

/// <summary>A matrix product reads its operands and writes its result in either order for free.</summary>
internal static class ContractionRules
{
    public static Value? Transposes(Simplifier simplifier, Operator op, Value[] inputs)
    {
        switch (op)
        {
            case MatrixProduct product when Transposed(inputs[0]) is { } left:
                return simplifier.Apply(product with { TransposeLeft = !product.TransposeLeft }, left, inputs[1]);
            case MatrixProduct product when Transposed(inputs[1]) is { } right:
                return simplifier.Apply(product with { TransposeRight = !product.TransposeRight }, inputs[0], right);
            case Transpose { Permutation: var permutation } when SwapsLastAxes(permutation) && inputs[0].Node is { Operator: MatrixProduct product, Inputs: var operands }:
                return simplifier.Apply(
                    new MatrixProduct(!product.TransposeRight, !product.TransposeLeft),
                    new Value(simplifier.Builder, operands[1]),
                    new Value(simplifier.Builder, operands[0]));
            default:
                return null;
        }
    }

    /// <summary>The matrices that the value is the transposes of.</summary>
    private static Value? Transposed(Value value) => value.Node.Operator is Transpose { Permutation: var permutation } && SwapsLastAxes(permutation)
        ? new Value(value.Builder, value.Node.Inputs[0])
        : null;

    private static bool SwapsLastAxes(EquatableArray<int> permutation)
    {
        int last = permutation.Count - 1;
        return last >= 1 && permutation[last] == last - 1 && permutation[last - 1] == last && permutation.Take(last - 1).SequenceEqual(Enumerable.Range(0, last - 1));
    }
}
