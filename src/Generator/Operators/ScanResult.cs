using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>One of the tensors that the <see cref="Scan"/> before it computes.</summary>
internal sealed record ScanResult(ScanResultKind Kind, int Index, TensorType Type) : Operator
{
    public override FusionClass Fusion => FusionClass.Opaque;

    public override TensorType Infer(IReadOnlyList<TensorType> inputs) => inputs[0] == Scan.Type
        ? Type
        : throw new ShapeException($"{this} is a result of a scan, not of {inputs[0]}");

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) =>
        throw new InvalidOperationException("the gradients of all results of a scan go through it together, see ScanDifferentiation");

    protected override string Attributes => $"({Kind} {Index})";
}

internal enum ScanResultKind
{
    /// <summary>A state after the last step.</summary>
    Final,

    /// <summary>What each step gave, by step: (steps, …).</summary>
    Sequence,
}
