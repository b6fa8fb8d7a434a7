using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering.Forward;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Losses;

/// <summary>Adds losses and custom metrics to a graph that has its predictions.</summary>
internal sealed class LossLowering(GraphContext graph, ForwardEvaluator evaluator)
{
    /// <summary>
    /// The loss of an output is Σ loss · sample weight / batch, as Keras's <c>sum_over_batch_size</c>; of a prediction with a mask it is
    /// Σ loss · sample weight over the steps that count / their number, unless a method of the user's gives one value a sample all the same.
    /// The total is their weighted sum and the penalties of regularizers.
    /// </summary>
    /// <returns>The outputs with what their losses and metrics turned out to be of.</returns>
    public OutputPlan[] Lower(IReadOnlyList<OutputPlan> outputs, IReadOnlyList<TensorOperand> predictions)
    {
        OutputPlan[] lowered = [.. outputs];
        GraphBuilder builder = graph.Builder;
        builder.Layer = "";
        Value? total = null;
        int metric = 0;
        for (int k = 0; k < outputs.Count; k++)
        {
            OutputPlan output = outputs[k];
            if (output.Target is not { } targetType)
            {
                continue;
            }

            Value target = builder.Apply(new Target(k, targetType));
            Value? mask = output.Info.Mask is null ? null : predictions[k].Mask;
            if (output.HasLoss)
            {
                int axes = mask?.Shape.Rank ?? 1;
                Value losses = graph.LossOf(predictions[k].Value) is { } own ? LossRecipe.Mean(own.Losses(target), axes)
                    : output.Recipe is { } recipe ? recipe.Mean(target, predictions[k].Value, axes)
                    : CallMethod(output.LossMethod!, target, predictions[k], mask, output.LossSpan);
                bool isOfSteps = IsOf(mask, losses);
                Value loss = Mean(losses, isOfSteps ? mask : null, builder.Apply(new SampleWeight(k)));
                lowered[k] = output with { Info = output.Info with { IsLossOfSteps = isOfSteps } };
                builder.Output(OutputKind.Loss, 1 + k, loss);
                Value weighted = output.Info.Weight == 1 ? loss : loss * output.Info.Weight;
                total = total is { } sum ? sum + weighted : weighted;
            }

            if (mask is { } steps)
            {
                builder.Output(OutputKind.Mask, k, steps);
            }

            var ofSteps = new List<string>();
            foreach ((MethodDeclaration method, int span) in output.MetricMethods)
            {
                Value values = CallMethod(method, target, predictions[k], mask, span);
                builder.Output(OutputKind.Metric, metric++, values);
                if (IsOf(mask, values))
                {
                    ofSteps.Add(method.Name);
                }
            }

            lowered[k] = lowered[k] with { Info = lowered[k].Info with { StepMetrics = ofSteps.ToEquatableArray() } };
        }

        if (total is { } withoutPenalties)
        {
            builder.Output(OutputKind.Loss, 0, graph.Penalties.Aggregate(withoutPenalties, (sum, penalty) => sum + penalty));
        }

        return lowered;
    }

    /// <summary>Whether there is a value for each step that a mask speaks of.</summary>
    private static bool IsOf(Value? mask, Value values) => mask is { } steps && values.Shape == steps.Shape;

    /// <summary>Losses of samples, or of steps where a mask says which of them count.</summary>
    private static Value Mean(Value losses, Value? mask, Value weight) => mask is { } steps
        ? Masks.Clear(losses * Masks.Spread(weight, losses.Shape.Rank), steps).SumAll() / steps.SumAll().Maximum(1)
        : (losses * weight).Sum([0]) / losses.Builder.Size(Dimension.Batch);

    /// <summary>One value for each sample, or for each step of a prediction with a mask; of one without, the mean over the steps.</summary>
    private Value CallMethod(MethodDeclaration method, Value target, TensorOperand prediction, Value? mask, int span)
    {
        ForwardValue[] operands = [new TensorOperand(target, EquatableArray<string>.Empty), prediction];
        ForwardValue result = evaluator.Run(method, [.. method.Parameters.Take(2).Zip(operands, (p, o) => (p.Name, o))], span);
        return result switch
        {
            TensorOperand tensor when tensor.Value.Type == new TensorType(Shape.Of(Dimension.Batch)) || (tensor.Value.Type.Element == ElementType.Float32 && IsOf(mask, tensor.Value)) => tensor.Value,
            TensorOperand { Value: { Type.Element: ElementType.Float32 } values } when mask is null && IsOfSteps(values.Shape, prediction.Value.Shape) => LossRecipe.Mean(values, 1),
            UnknownOperand => throw new AbandonedException(),
            TensorOperand tensor => throw NotPerSample(tensor.Value.Type.ToString()),
            _ => throw NotPerSample(result.Describe()),
        };

        static bool IsOfSteps(Shape values, Shape prediction) =>
            values.Rank > 1 && values.Rank < prediction.Rank && values.Dimensions.SequenceEqual(prediction.Dimensions.Take(values.Rank));

        DiagnosticException NotPerSample(string gives) => new(DiagnosticInfo.Of(Descriptors.LossNotPerSample, span, method.Name, gives));
    }
}
