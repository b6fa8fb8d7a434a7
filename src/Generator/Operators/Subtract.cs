using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>left − right.</summary>
internal sealed record Subtract : ElementwiseOperator
{
    public override ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs) => inputs[0] - inputs[1];

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [gradient, -gradient];
}
