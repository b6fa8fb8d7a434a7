using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>A size as a scalar float, for means over axes whose size is known only when the program runs: <c>new Size(Dimension.Batch)</c> is the number of samples.</summary>
internal sealed record Size(Dimension Dimension) : LeafOperator
{
    public override TensorType Infer(IReadOnlyList<TensorType> inputs) => new(Shape.Scalar);

    protected override string Attributes => $"({Dimension})";
}
