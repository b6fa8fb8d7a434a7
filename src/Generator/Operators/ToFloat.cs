using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>Integers as floats. The only elementwise operator that takes integers; they have no gradient.</summary>
internal sealed record ToFloat : ElementwiseOperator
{
    protected override ElementType InputElement => ElementType.Int32;

    public override ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs) => inputs[0];

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [null];
}
