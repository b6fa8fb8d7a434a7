using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>−log softmax(logits) at the label: inputs logits (…, classes) and integer labels (…), one loss a row: (…).</summary>
internal sealed record SparseSoftmaxCrossEntropy : RowOperator
{
    public override TensorType Infer(IReadOnlyList<TensorType> inputs)
    {
        Require(inputs, ElementType.Float32, ElementType.Int32);
        Shape logits = RequireRows(inputs[0]), labels = inputs[1].Shape;
        Shape rows = logits.WithoutAxis(logits.Rank - 1);
        return labels == rows
            ? new(rows)
            : throw new ShapeException($"SparseSoftmaxCrossEntropy takes one label for each row of {logits}, so labels of shape {rows}, but got {labels}");
    }

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient)
    {
        (Value logits, Value labels) = (inputs[0], inputs[1]);
        Dimension classes = logits.Shape[logits.Shape.Rank - 1];
        return [gradient.WithLastAxis() * (logits.Apply(new Softmax()) - labels.Apply(new OneHot((int)classes.Value))), null];
    }
}
