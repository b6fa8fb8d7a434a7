using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Passes.Simplifying;

/// <summary>A rule: the value that replaces an operator on (already simplified) inputs, up to broadcasting; null where the rule does not apply.</summary>
internal delegate Value? Rule(Simplifier simplifier, Operator op, Value[] inputs);

/// <summary>Applies operators to a builder as the rules would have them. Each rule makes the graph smaller or its operators cheaper.</summary>
internal readonly struct Simplifier(GraphBuilder builder)
{
    private static readonly Rule[] _rules =
    [
        ConstantRules.Fold,
        BroadcastRules.StripInputs,
        BroadcastRules.Merge,
        ArithmeticRules.Sums,
        ArithmeticRules.Products,
        ArithmeticRules.Signs,
        ArithmeticRules.Powers,
        ArithmeticRules.Choices,
        MovementRules.Reshapes,
        MovementRules.Transposes,
        MovementRules.Slices,
        MovementRules.Joins,
        ReductionRules.SingleAxes,
        ReductionRules.Broadcasts,
        ContractionRules.Transposes,
        LookupRules.Sums,
        WindowRules.Paddings,
        WindowRules.LargestMasked,
        WindowRules.LargestSummed,
    ];

    public GraphBuilder Builder => builder;

    public Value Apply(Operator op, params Value[] inputs) => Replace(op, inputs) ?? builder.Apply(op, inputs);

    /// <summary>What the first rule that applies gives; null where none does.</summary>
    public Value? Replace(Operator op, Value[] inputs)
    {
        foreach (Rule rule in _rules)
        {
            if (rule(this, op, inputs) is { } replacement)
            {
                return Fit(replacement, op.Infer([.. inputs.Select(i => i.Type)]).Shape);
            }
        }

        return null;
    }

    public Value Constant(double value) => builder.Constant(value);

    /// <summary>The value in the shape that the operator had: a rule may leave out repetitions and axes of size one.</summary>
    private Value Fit(Value value, Shape shape) => value.Shape == shape ? value
        : value.Shape.Length == shape.Length ? Apply(new Reshape(shape), value)
        : Apply(new BroadcastTo(shape), value);
}
