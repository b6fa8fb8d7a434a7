using System.Globalization;
using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>A scalar known while building.</summary>
internal sealed record Constant(double Value) : LeafOperator
{
    public override TensorType Infer(IReadOnlyList<TensorType> inputs) => new(Shape.Scalar);

    protected override string Attributes => $"({Value.ToString("R", CultureInfo.InvariantCulture)})";
}
