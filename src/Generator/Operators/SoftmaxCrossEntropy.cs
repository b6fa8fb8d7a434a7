using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>
/// −Σ targets · log softmax(logits) along the last axis: inputs logits and targets of one shape (…, classes), one loss a row: (…).
/// Targets may be any weights; their sum scales the softmax in the derivative.
/// </summary>
internal sealed record SoftmaxCrossEntropy : RowOperator
{
    public override TensorType Infer(IReadOnlyList<TensorType> inputs)
    {
        RequireFloat(inputs);
        Shape logits = RequireRows(inputs[0]), targets = inputs[1].Shape;
        return logits == targets
            ? new(logits.WithoutAxis(logits.Rank - 1))
            : throw new ShapeException($"SoftmaxCrossEntropy takes logits and targets of one shape, but got {logits} and {targets}");
    }

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient)
    {
        (Value logits, Value targets) = (inputs[0], inputs[1]);
        Value row = gradient.WithLastAxis();
        return
        [
            row * ((logits.Apply(new Softmax()) * targets.SumLast()) - targets),
            -(row * logits.Apply(new LogSoftmax())),
        ];
    }
}
