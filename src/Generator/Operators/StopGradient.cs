using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>The value itself, taken as a constant by differentiation.</summary>
internal sealed record StopGradient : Operator
{
    public override FusionClass Fusion => FusionClass.View;

    public override TensorType Infer(IReadOnlyList<TensorType> inputs) => inputs[0];

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [null];
}
