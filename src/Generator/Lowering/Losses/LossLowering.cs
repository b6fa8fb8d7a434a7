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
    /// Σ loss · sample weight over the steps that count / their number. The total is their weighted sum and the penalties of regularizers.
    /// </summary>
    public void Lower(IReadOnlyList<OutputPlan> outputs, IReadOnlyList<TensorOperand> predictions)
    {
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
                    : CallMethod(output.LossMethod!, target, predictions[k], output.LossSpan);
                Value loss = Mean(losses, output.Info.IsLossOfSteps ? mask : null, builder.Apply(new SampleWeight(k)));
                builder.Output(OutputKind.Loss, 1 + k, loss);
                Value weighted = output.Info.Weight == 1 ? loss : loss * output.Info.Weight;
                total = total is { } sum ? sum + weighted : weighted;
            }

            if (mask is { } steps)
            {
                builder.Output(OutputKind.Mask, k, steps);
            }

            foreach ((MethodDeclaration method, int span) in output.MetricMethods)
            {
                builder.Output(OutputKind.Metric, metric++, CallMethod(method, target, predictions[k], span));
            }
        }

        if (total is { } withoutPenalties)
        {
            builder.Output(OutputKind.Loss, 0, graph.Penalties.Aggregate(withoutPenalties, (sum, penalty) => sum + penalty));
        }
    }

    /// <summary>Losses of samples, or of steps where a mask says which of them count.</summary>
    private static Value Mean(Value losses, Value? mask, Value weight) => mask is { } steps
        ? Masks.Clear(losses * Masks.Spread(weight, losses.Shape.Rank), steps).SumAll() / steps.SumAll().Maximum(1)
        : (losses * weight).Sum([0]) / losses.Builder.Size(Dimension.Batch);

    private Value CallMethod(MethodDeclaration method, Value target, TensorOperand prediction, int span)
    {
        ForwardValue[] operands = [new TensorOperand(target, EquatableArray<string>.Empty), prediction];
        ForwardValue result = evaluator.Run(method, [.. method.Parameters.Take(2).Zip(operands, (p, o) => (p.Name, o))], span);
        return result switch
        {
            TensorOperand tensor when tensor.Value.Type == new TensorType(Shape.Of(Dimension.Batch)) => tensor.Value,
            UnknownOperand => throw new AbandonedException(),
            TensorOperand tensor => throw NotPerSample(tensor.Value.Type.ToString()),
            _ => throw NotPerSample(result.Describe()),
        };

        DiagnosticException NotPerSample(string gives) => new(DiagnosticInfo.Of(Descriptors.LossNotPerSample, span, method.Name, gives));
    }
}
