using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering.Forward;
using Compiled.Generator.Lowering.Layers;
using Compiled.Generator.Lowering.Losses;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering;

/// <summary>
/// Expands a declaration into graphs: <c>Forward</c> is run once for each graph, with layers behaving as in inference or training,
/// and every layer becomes the operators of its recipe.
/// </summary>
internal sealed class ModelLowering
{
    private readonly ModelDeclaration _declaration;
    private readonly ModelScope _scope;
    private readonly Findings _findings = new();
    private readonly ParameterTable _table = new();
    private readonly StateTable _states = new();
    private int _maxLength;

    private ModelLowering(ModelDeclaration declaration)
    {
        _declaration = declaration;
        _scope = new ModelScope(declaration, "", isFrozen: false);
    }

    public static LoweringResult Lower(ModelDeclaration declaration)
    {
        var lowering = new ModelLowering(declaration);
        LoweredModel? model = null;
        try
        {
            model = lowering.Lower();
        }
        catch (DiagnosticException finding)
        {
            lowering._findings.Add(finding.Info);
        }
        catch (OverflowException)
        {
            lowering._findings.Add(Descriptors.UnfitValue, declaration.Span, "a size", "it leaves the range of whole numbers: make the tensors smaller");
        }
        catch (InsufficientExecutionStackException)
        {
            lowering._findings.Add(Descriptors.UnsupportedExpression, declaration.Forward.Span, "So deep an expression", "keep results of its parts in locals");
        }
        catch (AbandonedException)
        {
            // The cause was reported where it arose.
        }

        return new(lowering._findings.HasErrors ? null : model, lowering._findings.ToArray());
    }

    private LoweredModel? Lower()
    {
        var reader = new InputReader(_declaration, _findings);
        InputInfo[] inputs = reader.Inputs();
        _maxLength = reader.MaxLength();
        AddMembers();
        if (_findings.HasErrors)
        {
            return null;
        }

        Pass inference = Build(isTraining: false, inputs);
        if (_findings.HasErrors || _declaration.IsRefused)
        {
            return null;
        }

        OutputPlan[] outputs = PlanOutputs(inference);
        new StructureChecks(_declaration, _scope, _findings).Check(inference.Graph.Builder, inference.Calls, inference.Outputs, outputs);
        for (int k = 0; k < outputs.Length; k++)
        {
            inference.Graph.Builder.Output(OutputKind.Prediction, k, inference.Outputs[k].Value);
        }

        inference.Graph.OutputStates();

        if (_findings.HasErrors)
        {
            return null;
        }

        SettingReader settings = new(_declaration.Settings, _declaration.Type.Name, _declaration.Span);
        bool hasLoss = outputs.Any(o => o.HasLoss);
        (Graph? evaluation, outputs) = outputs.Any(o => o.Target is not null) ? WithLosses(isTraining: false, inputs, outputs) : (null, outputs);
        Graph? training = hasLoss ? WithLosses(isTraining: true, inputs, outputs).Graph : null;
        (Graph? inspection, EquatableArray<InspectedInfo> inspected) = settings.Boolean("Inspection", false) ? Inspect(inputs) : (null, EquatableArray<InspectedInfo>.Empty);
        LayerGraph[] layers = [.. _scope.Layers.Values.Where(l => l.Inputs is not null).Select(LowerAlone)];
        return new(
            _declaration,
            IdLimits.WithLimits(inputs, inference.Graph.Builder),
            outputs.Select(o => o.Info).ToEquatableArray(),
            _table.Items.ToEquatableArray(),
            _table.Length,
            Rows(inference.Calls),
            _states.Items.ToEquatableArray(),
            _maxLength,
            inference.Graph.Builder.ToGraph(),
            evaluation,
            training,
            inspection,
            layers.ToEquatableArray(),
            settings.Boolean("InputGradients", false),
            settings.Boolean("Gpu", _declaration.IsGpuProject))
        {
            Inspected = inspected,
        };
    }

    /// <summary>Gives every model inside its block of the arena.</summary>
    private void AddMembers()
    {
        foreach (MemberDeclaration member in _declaration.Members)
        {
            if (Lower(member.Model).Model is { } model)
            {
                _table.AddBlock(member.Name, model, member.IsFrozen);
            }
            else
            {
                _findings.Add(Descriptors.MemberDoesNotCompile, member.Span, member.Model.Type.Name, member.Member);
            }
        }
    }

    /// <summary>Runs <c>Forward</c> into a new graph.</summary>
    private Pass Build(bool isTraining, IReadOnlyList<InputInfo> inputs)
    {
        var graph = new GraphContext(isTraining, _states, _maxLength);
        List<LayerCall> calls = [];
        var evaluator = new ForwardEvaluator(_scope, graph, _table, _findings, calls);
        Dictionary<string, ForwardValue> names = [];
        for (int i = 0; i < inputs.Count; i++)
        {
            Value input = graph.Builder.Apply(new Input(i, inputs[i].Type));
            names[inputs[i].Name] = new TensorOperand(inputs[i].Order.Count > 0 ? input.Transpose(inputs[i].Order) : input, EquatableArray.Of(inputs[i].Name));
        }

        ForwardValue result = evaluator.Run(_declaration.Forward, names, _declaration.Forward.Span);
        return new(graph, evaluator, calls, [.. ForwardEvaluator.Flatten(result)]);
    }

    /// <returns>The graph, and the outputs with what their losses and metrics are of.</returns>
    private (Graph? Graph, OutputPlan[] Outputs) WithLosses(bool isTraining, IReadOnlyList<InputInfo> inputs, OutputPlan[] outputs)
    {
        Pass pass = Build(isTraining, inputs);
        foreach (OwnLoss loss in pass.Graph.OwnLosses)
        {
            if (!outputs.Where((o, k) => o.Recipe is SparseCategoricalCrossentropy && pass.Outputs[k].Value == loss.Output).Any())
            {
                throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.SampledLayerNotOutput, loss.Span, loss.Layer));
            }
        }

        for (int k = 0; k < outputs.Length; k++)
        {
            // Predictions over all classes cost what sampling saves: training makes them for metrics alone.
            if (pass.Graph.LossOf(pass.Outputs[k].Value) is null || outputs[k].Info.Metrics.Count + outputs[k].MetricMethods.Count > 0)
            {
                pass.Graph.Builder.Output(OutputKind.Prediction, k, pass.Outputs[k].Value);
            }
        }

        pass.Graph.OutputStates();
        OutputPlan[] lowered = new LossLowering(pass.Graph, pass.Evaluator).Lower(outputs, pass.Outputs);
        if (isTraining)
        {
            // What Forward does not use has the gradient zero.
            foreach (ParameterInfo parameter in _table.Items.Where(p => p.IsTrainable))
            {
                pass.Graph.Builder.Apply(new Parameter(parameter.Index, parameter.Shape));
            }

            pass.Graph.OutputUpdates();
        }

        return (_findings.HasErrors ? null : pass.Graph.Builder.ToGraph(), lowered);
    }

    private (Graph Graph, EquatableArray<InspectedInfo> Layers) Inspect(IReadOnlyList<InputInfo> inputs)
    {
        Pass pass = Build(isTraining: false, inputs);
        EquatableArray<InspectedInfo> layers = InspectionLowering.Lower(pass.Graph.Builder, pass.Calls, [.. pass.Outputs.Select(o => o.Value)]);
        return (pass.Graph.Builder.ToGraph(), layers);
    }

    private OutputPlan[] PlanOutputs(Pass pass)
    {
        var planner = new OutputPlanner(_declaration, _findings);
        HashSet<string> used = [];
        OutputPlan[] plans = [.. pass.Outputs.Select((output, k) =>
        {
            string name = _declaration.Outputs.FirstOrDefault(o => o.Index == k)?.Name
                ?? (output.Sources.Count == 1 ? output.Sources[0] : pass.Outputs.Count == 1 ? "output" : FormattableString.Invariant($"output_{k + 1}"));
            while (!used.Add(name))
            {
                name += FormattableString.Invariant($"_{k + 1}");
            }

            if (output.Value.Type.Element == ElementType.Int32 || output.Value.Shape.Rank == 0 || output.Value.Shape[0] != Dimension.Batch)
            {
                throw new DiagnosticException(DiagnosticInfo.Of(
                    Descriptors.OutputShape, SpanOfOutput(k), name, output.Value.Type.ToString(), "an output", "floats with the batch as first axis", "return a value for each sample"));
            }

            if (output.Value.Shape.Dimensions.Skip(1).FirstOrDefault(d => !d.IsConstant && d != Dimension.Length) is { } size)
            {
                throw new DiagnosticException(DiagnosticInfo.Of(
                    Descriptors.OutputShape, SpanOfOutput(k), name, output.Value.Type.ToString(), "an output", $"fixed sizes, or the length of the sequences, and not {size}", "return as many steps as the input has, or one value for all of them"));
            }

            return planner.Plan(k, name, output.Value, output.Mask);
        })];
        planner.RefuseUnused();
        return plans;
    }

    private int SpanOfOutput(int index) => _declaration.Outputs.FirstOrDefault(o => o.Index == index)?.Span ?? _declaration.Forward.Span;

    /// <summary>What a layer's method computes on its own, as in inference.</summary>
    private LayerGraph LowerAlone(LayerState state)
    {
        var graph = new GraphContext(isTraining: false, _states, _maxLength) { IsInterpreted = true };
        var evaluator = new ForwardEvaluator(_scope, graph, _table, new Findings(), []);
        TensorOperand[] inputs = [.. (state.Inputs ?? EquatableArray<TensorType>.Empty).Select((type, i) =>
            new TensorOperand(graph.Builder.Apply(new Input(i, type)), EquatableArray<string>.Empty)
            {
                // The masks come behind the inputs.
                Mask = state.Masks.TryGetValue(i, out Shape mask) ? graph.Builder.Apply(new Input(state.Inputs!.Value.Count + i, new(mask))) : default(Value?),
            })];
        int results = 0;
        foreach (TensorOperand result in ForwardEvaluator.Flatten(evaluator.CallLayer(state, inputs, state.Declaration.Span)))
        {
            if (result.Mask is { } mask)
            {
                graph.Builder.Output(OutputKind.Mask, results, mask);
            }

            graph.Builder.Output(OutputKind.Prediction, results++, result.Value);
        }

        graph.OutputStates();

        return new(state.Declaration.Member, graph.Builder.ToGraph());
    }

    /// <summary>The rows of <c>Summary</c>: each layer once, in the order of first calls.</summary>
    private EquatableArray<LayerInfo> Rows(IReadOnlyList<LayerCall> calls)
    {
        ILookup<string, int> parameters = _table.Items.ToLookup(p => p.Layer, p => p.Index);
        return calls
            .GroupBy(c => c.Name)
            .Select(g => new LayerInfo(
                g.Key,
                g.First().Layer is { } layer ? LayerTitle.Of(layer.Declaration) : _declaration.Members.First(m => m.Name == g.Key).Model.Type.Name,
                g.First().Outputs[0].Shape,
                parameters[g.Key].ToEquatableArray(),
                g.SelectMany(c => c.ConnectedTo).Distinct().ToEquatableArray())
            {
                OtherOutputs = g.First().Outputs.Skip(1).Select(o => o.Shape).ToEquatableArray(),
            })
            .ToEquatableArray();
    }

    /// <summary>A run of <c>Forward</c>.</summary>
    private sealed record Pass(GraphContext Graph, ForwardEvaluator Evaluator, List<LayerCall> Calls, IReadOnlyList<TensorOperand> Outputs);
}
