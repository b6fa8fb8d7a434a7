using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>−value.</summary>
internal sealed record Negate : ElementwiseOperator
{
    public override ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs) => -inputs[0];

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [-gradient];
}
