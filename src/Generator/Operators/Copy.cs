using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>
/// The same value at a place of its own: for a result that must lie in two places, or that is a leaf. Only scheduling adds it.
/// Copies with different numbers stay different nodes.
/// </summary>
internal sealed record Copy(int Number) : ElementwiseOperator
{
    public override TensorType Infer(IReadOnlyList<TensorType> inputs) => new(inputs[0].Shape);

    public override ScalarExpression Expression(IReadOnlyList<ScalarExpression> inputs) => inputs[0];

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [gradient];

    protected override string Attributes => $"({Number})";
}
