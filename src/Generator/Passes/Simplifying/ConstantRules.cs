using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Passes.Simplifying;

/// <summary>What is known while building is computed while building.</summary>
internal static class ConstantRules
{
    private static readonly Dictionary<string, double> _noVariables = [];

    /// <summary>The constant that all elements are, seen through broadcasts and reshapes; null for another value.</summary>
    public static double? ConstantValue(this Value value) => value.Node.Operator switch
    {
        Constant constant => constant.Value,
        BroadcastTo or Reshape => new Value(value.Builder, value.Node.Inputs[0]).ConstantValue(),
        _ => null,
    };

    public static Value? Fold(Simplifier simplifier, Operator op, Value[] inputs)
    {
        if (op is Size { Dimension: { IsConstant: true } size })
        {
            return simplifier.Constant(size.Value);
        }

        if (op is not ElementwiseOperator elementwise || op is BroadcastTo || inputs.Any(i => i.ConstantValue() is null))
        {
            return null;
        }

        double result = elementwise.Expression([.. inputs.Select(i => (ScalarExpression)i.ConstantValue()!.Value)]).Evaluate(_noVariables);
        return double.IsNaN(result) || double.IsInfinity(result) ? null : simplifier.Constant(result);
    }
}
