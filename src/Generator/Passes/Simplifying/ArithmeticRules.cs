using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Passes.Simplifying;

/// <summary>Neutral elements, signs and constant factors.</summary>
internal static class ArithmeticRules
{
    public static Value? Sums(Simplifier simplifier, Operator op, Value[] x)
    {
        switch (op)
        {
            case Add when x[0].ConstantValue() is not null && x[1].ConstantValue() is null:
                return simplifier.Apply(op, x[1], x[0]); // constants on the right: fewer forms for the other rules, more equal nodes
            case Add or Subtract when x[1].ConstantValue() == 0:
                return x[0];
            case Add when Negated(x[1]) is { } right:
                return simplifier.Apply(new Subtract(), x[0], right);
            case Add when Negated(x[0]) is { } left:
                return simplifier.Apply(new Subtract(), x[1], left);
            case Subtract when x[0].ConstantValue() == 0:
                return simplifier.Apply(new Negate(), x[1]);
            case Subtract when Negated(x[1]) is { } right:
                return simplifier.Apply(new Add(), x[0], right);
            default:
                return null;
        }
    }

    public static Value? Products(Simplifier simplifier, Operator op, Value[] x)
    {
        switch (op)
        {
            case Multiply when x[0].ConstantValue() is not null && x[1].ConstantValue() is null:
                return simplifier.Apply(op, x[1], x[0]);
            case Multiply or Divide when x[1].ConstantValue() == 1:
                return x[0];
            case Multiply or Divide when x[1].ConstantValue() == -1:
                return simplifier.Apply(new Negate(), x[0]);
            case Multiply when x[1].ConstantValue() == 0 && IsFinite(x[0]):
                return simplifier.Constant(0);
            case Multiply when x[1].ConstantValue() is { } factor && x[0].Node.Operator is Multiply && Input(x[0], 1).ConstantValue() is { } inner && IsNormal(factor * inner):
                return simplifier.Apply(op, Input(x[0], 0), simplifier.Constant(factor * inner));
            case Divide when x[1].ConstantValue() is { } divisor && IsNormal(1 / divisor):
                return simplifier.Apply(new Multiply(), x[0], simplifier.Constant(1 / divisor));
            default:
                return null;
        }
    }

    public static Value? Signs(Simplifier simplifier, Operator op, Value[] x)
    {
        switch (op)
        {
            case Negate when Negated(x[0]) is { } value:
                return value;
            case Negate when x[0].Node.Operator is Subtract:
                return simplifier.Apply(new Subtract(), Input(x[0], 1), Input(x[0], 0));
            case Negate when x[0].Node.Operator is Multiply && Input(x[0], 1).ConstantValue() is { } factor:
                return simplifier.Apply(new Multiply(), Input(x[0], 0), simplifier.Constant(-factor));
            case Multiply or Divide when Negated(x[0]) is { } left && Negated(x[1]) is { } right:
                return simplifier.Apply(op, left, right);
            case Multiply when Negated(x[0]) is { } value && x[1].ConstantValue() is { } factor:
                return simplifier.Apply(op, value, simplifier.Constant(-factor));
            case Abs when Negated(x[0]) is { } value:
                return simplifier.Apply(op, value);
            default:
                return null;
        }
    }

    public static Value? Powers(Simplifier simplifier, Operator op, Value[] x) => op is not Power ? null : x[1].ConstantValue() switch
    {
        0 => simplifier.Constant(1),
        1 => x[0],
        2 => simplifier.Apply(new Multiply(), x[0], x[0]),
        3 => simplifier.Apply(new Multiply(), simplifier.Apply(new Multiply(), x[0], x[0]), x[0]),
        0.5 => simplifier.Apply(new Sqrt(), x[0]),
        -1 => simplifier.Apply(new Divide(), simplifier.Constant(1), x[0]),
        _ => null,
    };

    public static Value? Choices(Simplifier simplifier, Operator op, Value[] x)
    {
        switch (op)
        {
            case Select when x[0].ConstantValue() is { } mask:
                return mask != 0 ? x[1] : x[2];
            case Select when x[1] == x[2]:
            case Maximum or Minimum when x[0] == x[1]:
                return x[1];
            case Relu when x[0].Node.Operator is Relu or Sigmoid or Softmax or Softplus or Exp:
                return x[0];
            case Log when x[0].Node.Operator is Softmax:
                return simplifier.Apply(new LogSoftmax(), Input(x[0], 0)); // without the loss of small probabilities
            default:
                return null;
        }
    }

    /// <summary>What the value is the negative of; null if it is no negation.</summary>
    private static Value? Negated(Value value) => value.Node.Operator is Negate ? Input(value, 0) : null;

    /// <summary>Whether no element can be infinite or not a number, whatever the inputs of the model are.</summary>
    private static bool IsFinite(Value value) => value.Node.Operator is Less or LessOrEqual or EqualTo or OneHot or RandomUniform or RandomNormal or ToFloat or Size or Positions;

    /// <summary>Whether the number keeps its precision as a float.</summary>
    private static bool IsNormal(double value) => Math.Abs(value) is > 1.2e-38 and < 3.4e38;

    private static Value Input(Value value, int index) => new(value.Builder, value.Node.Inputs[index]);
}
