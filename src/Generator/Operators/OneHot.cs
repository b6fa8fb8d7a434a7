using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>Integer labels (…) as rows (…, classes) with a one at the label and zeros elsewhere.</summary>
internal sealed record OneHot(int Classes) : RowOperator
{
    public override IReadOnlyList<object> RuntimeArguments => [Classes];

    public override TensorType Infer(IReadOnlyList<TensorType> inputs)
    {
        Require(inputs, ElementType.Int32);
        return Classes > 0
            ? new(inputs[0].Shape.Insert(inputs[0].Shape.Rank, Classes))
            : throw new ShapeException($"OneHot of {inputs[0].Shape} takes a positive number of classes, not {Classes}");
    }

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) => [null];
}
