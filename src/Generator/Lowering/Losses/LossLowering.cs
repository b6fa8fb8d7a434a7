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
    /// The loss of an output is Σ loss · sample weight / batch; the total is their weighted sum and the penalties
    /// of regularizers, as Keras's <c>sum_over_batch_size</c>.
    /// </summary>
    public void Lower(IReadOnlyList<OutputPlan> outputs, IReadOnlyList<Value> predictions)
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
            if (output.HasLoss)
            {
                Value losses = output.Recipe is { } recipe ? recipe.PerSample(target, predictions[k]) : CallMethod(output.LossMethod!, target, predictions[k], output.LossSpan);
                Value loss = (losses * builder.Apply(new SampleWeight(k))).Sum([0]) / builder.Size(Dimension.Batch);
                builder.Output(OutputKind.Loss, 1 + k, loss);
                Value weighted = output.Info.Weight == 1 ? loss : loss * output.Info.Weight;
                total = total is { } sum ? sum + weighted : weighted;
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

    private Value CallMethod(MethodDeclaration method, Value target, Value prediction, int span)
    {
        ForwardValue[] operands = [new TensorOperand(target, EquatableArray<string>.Empty), new TensorOperand(prediction, EquatableArray<string>.Empty)];
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
