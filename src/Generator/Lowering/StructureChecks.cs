using System.Globalization;
using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering.Forward;
using Compiled.Generator.Lowering.Losses;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering;

/// <summary>What is wrong with the network as a whole: parts without connection are errors, doubtful constructions warnings.</summary>
internal sealed class StructureChecks(ModelDeclaration model, ModelScope scope, Findings findings)
{
    public void Check(GraphBuilder builder, IReadOnlyList<LayerCall> calls, IReadOnlyList<TensorOperand> outputs, IReadOnlyList<OutputPlan> plans)
    {
        // The mask of an output counts in its loss and metrics.
        HashSet<int> live = Reach(builder, outputs.SelectMany(o => o.Mask is { } mask ? new[] { o.Value, mask } : [o.Value]).Select(v => v.Id));
        CheckInputs(builder, live);
        CheckOutputs(builder, outputs, plans);
        CheckUnused(calls, live);
        CheckLinearStacks(calls);
        CheckDropout(calls, outputs, plans);
        CheckBottlenecks(calls, outputs, plans);
    }

    private void CheckInputs(GraphBuilder builder, HashSet<int> live)
    {
        ParameterDeclaration[] parameters = [.. model.Forward.Parameters.Where(p => p.IsTensor)];
        HashSet<int> used = [.. live.Select(id => builder[id].Operator).OfType<Input>().Select(i => i.Index)];
        for (int i = 0; i < parameters.Length; i++)
        {
            if (!used.Contains(i))
            {
                findings.Add(Descriptors.DisconnectedInput, parameters[i].Span, parameters[i].Name, model.Type.Name);
            }
        }
    }

    private void CheckOutputs(GraphBuilder builder, IReadOnlyList<TensorOperand> outputs, IReadOnlyList<OutputPlan> plans)
    {
        for (int k = 0; k < outputs.Count; k++)
        {
            if (!Reach(builder, [outputs[k].Value.Id]).Any(id => builder[id].Operator is Input))
            {
                int span = model.Outputs.FirstOrDefault(o => o.Index == k)?.Span ?? model.Forward.Span;
                findings.Add(Descriptors.DisconnectedOutput, span, plans[k].Info.Name, model.Type.Name);
            }
        }
    }

    private void CheckUnused(IReadOnlyList<LayerCall> calls, HashSet<int> live)
    {
        HashSet<string> used = [.. calls.Where(c => c.Outputs.Any(o => live.Contains(o.Id))).Select(c => c.Name)];
        IEnumerable<(string Name, int Span)> declared = scope.Layers.Values.Select(l => (l.Declaration.Name, l.Declaration.Span))
            .Concat(model.Members.Select(m => (m.Name, m.Span)));
        foreach ((string name, int span) in declared)
        {
            if (!used.Contains(name))
            {
                findings.Add(Descriptors.WeightsNeverUsed, span, name);
            }
        }
    }

    private void CheckLinearStacks(IReadOnlyList<LayerCall> calls)
    {
        Dictionary<Value, string> linear = [];
        foreach (LayerCall call in calls)
        {
            if (call.Layer is not { Recipe: { IsAffine: true } recipe } state)
            {
                continue;
            }

            // Only the activation between the two matters, not the one behind the second.
            if (linear.TryGetValue(call.Inputs[0], out string before))
            {
                findings.Add(Descriptors.LinearStack, call.Span, call.Name, before);
            }

            if (recipe.IsLinear(new(state.Declaration.Settings, call.Name, call.Span)))
            {
                linear[call.Outputs[0]] = call.Name;
            }
        }
    }

    private void CheckDropout(IReadOnlyList<LayerCall> calls, IReadOnlyList<TensorOperand> outputs, IReadOnlyList<OutputPlan> plans)
    {
        for (int k = 0; k < outputs.Count; k++)
        {
            LayerCall? last = calls.LastOrDefault(c => outputs[k].Sources == EquatableArray.Of(c.Name) && c.Outputs.Contains(outputs[k].Value));
            if (plans[k].HasLoss && last?.Layer?.Recipe is { DropsValues: true })
            {
                findings.Add(Descriptors.DropoutAfterLastLayer, last.Span, last.Name);
            }
        }
    }

    /// <summary>Follows the single path of layers before a classifier's output.</summary>
    private void CheckBottlenecks(IReadOnlyList<LayerCall> calls, IReadOnlyList<TensorOperand> outputs, IReadOnlyList<OutputPlan> plans)
    {
        for (int k = 0; k < outputs.Count; k++)
        {
            if (plans[k].Recipe is not { IsOneOfMany: true })
            {
                continue;
            }

            Dimension classes = outputs[k].Value.Shape[outputs[k].Value.Shape.Rank - 1];
            LayerCall? call = outputs[k].Sources.Count == 1 ? calls.LastOrDefault(c => c.Name == outputs[k].Sources[0]) : null;
            for (HashSet<string> seen = []; call is not null && seen.Add(call.Name); call = call.ConnectedTo.Count == 1 ? calls.LastOrDefault(c => c.Name == call.ConnectedTo[0]) : null)
            {
                Dimension units = call.Outputs[0].Shape[call.Outputs[0].Shape.Rank - 1];

                // Probabilities sum to one: the last follows from the others.
                if (call.Layer?.Declaration.Kind == "Dense" && units.IsConstant && classes.IsConstant && units.Value < classes.Value - 1)
                {
                    string Text(Dimension size) => size.Value.ToString(CultureInfo.InvariantCulture);
                    findings.Add(Descriptors.Bottleneck, call.Span, call.Name, Text(units) + (units == Dimension.One ? " unit" : " units"), Text(classes), plans[k].Info.Name);
                }
            }
        }
    }

    /// <summary>The nodes that the given ones depend on, and themselves.</summary>
    private static HashSet<int> Reach(GraphBuilder builder, IEnumerable<int> from)
    {
        HashSet<int> reached = [.. from];
        for (int id = builder.Count - 1; id >= 0; id--)
        {
            if (reached.Contains(id))
            {
                reached.UnionWith(builder[id].Inputs);
            }
        }

        return reached;
    }
}
