using System.Globalization;
using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering.Layers;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Forward;

/// <content>Calls of operators, layers, models inside, methods and functions.</content>
internal sealed partial class ForwardEvaluator
{
    private ForwardValue EvaluateCall(CallExpression call, Dictionary<string, ForwardValue> frame)
    {
        if (call.Target.Kind == CallKind.EachStep)
        {
            return CallEachStep(call, frame);
        }

        List<(string Name, ForwardValue Value)> arguments = [.. call.Arguments.Select(a => (a.Parameter, Evaluate(a.Value, frame)))];
        if (arguments.Any(a => ContainsUnknown(a.Value)))
        {
            return new UnknownOperand();
        }

        switch (call.Target.Kind)
        {
            case CallKind.Operator:
                return CallOperator(call, arguments);
            case CallKind.Layer:
                LayerState state = scope.Layers[call.Target.Name];
                IReadOnlyList<TensorOperand> inputs = Tensors(state.Declaration.Name, arguments, call.Span);
                return scope.Declaration.IsChain
                    ? CallLayer(state, inputs, state.Declaration.Span)
                    : CallLayer(state, inputs, call.Span, call.Arguments.Count == inputs.Count ? [.. call.Arguments.Select(a => a.Value.Span)] : null);
            case CallKind.Member:
                return CallMember(call, arguments);
            case CallKind.Method:
                return Run(scope.Methods[call.Target.Name], arguments, call.Span);
            case CallKind.Math:
                return CallMath(call, arguments);
            default:
                throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.UnsupportedCall, call.Span, call.Target.Name, "call a layer, a method of 'Compiled.Ops' or a static method of yours"));
        }
    }

    /// <summary>A call on samples that are the steps of sequences.</summary>
    private ForwardValue CallEachStep(CallExpression call, Dictionary<string, ForwardValue> frame)
    {
        switch (Evaluate(call.Arguments[0].Value, frame))
        {
            case UnknownOperand unknown:
                return unknown;
            case TensorOperand { Value.Shape: { Rank: >= 2 } shape } sequence:
                Dimension batch = shape[0], steps = shape[1];
                var inner = new Dictionary<string, ForwardValue>(frame)
                {
                    [call.Target.Name] = sequence with { Value = sequence.Value.Reshape(shape.WithoutAxis(0).WithAxis(0, batch * steps)), Mask = null },
                };
                return Evaluate(call.Arguments[1].Value, inner) switch
                {
                    UnknownOperand unknown => unknown,
                    TensorOperand result when result.Value.Shape.Rank > 0 && result.Value.Shape[0] == batch * steps =>
                        result with { Value = result.Value.Reshape(result.Value.Shape.WithAxis(0, steps).Insert(0, batch)), Mask = sequence.Mask is { Shape.Rank: 2 } ? sequence.Mask : null },
                    var other => throw Unfit(other.Describe(), "the method gives one tensor with a row for each step"),
                };
            case var other:
                throw Unfit(other.Describe(), "it takes sequences, (batch, steps, …)");
        }

        DiagnosticException Unfit(string given, string fix) =>
            new(DiagnosticInfo.Of(Descriptors.OperatorShapes, call.Span, RuntimeNames.TimeDistributed, $"it cannot go along {given}", fix));
    }

    private TensorOperand CallOperator(CallExpression call, List<(string Name, ForwardValue Value)> arguments)
    {
        if (!OperatorTable.TryFind(call.Target.Name, out OperatorDefinition definition))
        {
            throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.UnknownOperator, call.Span, call.Target.Name));
        }

        var operands = new OperatorCall(definition, arguments, [.. call.Arguments.Select(a => a.Value.Span)], graph.Builder, call.Span);
        try
        {
            Value result = definition.Lower(operands);
            Value? mask = definition.Mask(operands, result);
            if (operands.IsMaskLost)
            {
                findings.Add(Descriptors.MaskLost, call.Span, call.Target.Name, "it");
            }

            return new(result, SourcesOf(arguments.SelectMany(a => a.Value is ArrayOperand array ? array.Elements : EquatableArray.Of(a.Value)))) { Mask = mask };
        }
        catch (ShapeException unfit)
        {
            throw new DiagnosticException(DiagnosticInfo.Of(
                Descriptors.OperatorShapes, call.Span, call.Target.Name, unfit.Message, $"it is called with {string.Join(" and ", arguments.Select(a => a.Value.Describe()))}"));
        }
    }

    /// <summary>Adds a call of a layer to the graph.</summary>
    /// <param name="places">Of the inputs; null where they have none of their own.</param>
    /// <returns>The output; a tuple of the output and the states where the layer's method returns one.</returns>
    public ForwardValue CallLayer(LayerState state, IReadOnlyList<TensorOperand> inputs, int span, IReadOnlyList<int>? places = null)
    {
        LayerDeclaration layer = state.Declaration;
        LayerRecipe recipe = state.Recipe ?? throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.LayerWithoutMark, layer.Span, layer.Kind));
        var context = new LayerContext(scope, state, graph, table, findings, this, span);
        RequireInputs(context, recipe, state, inputs, places);

        string previous = graph.Builder.Layer;
        graph.Builder.Layer = scope.Prefix + layer.Name;
        try
        {
            Value[] values = [.. inputs.Select(i => i.Value)];
            state.RememberMasks(inputs);
            context.Masks = [.. inputs.Select(i => i.Mask)];
            (IReadOnlyList<Value> results, Value? mask) = context.Settings.Boolean("TimeDistributed", false)
                ? LowerEachStep(context, recipe, layer, values)
                : LowerAll(context, recipe, layer, values);
            int outputs = recipe.Outputs(context.Settings);
            foreach (Value output in results.Take(outputs))
            {
                Value active = mask is { } steps ? Masks.Clear(output, steps) : output;
                context.AddPenalty(active, context.Settings.Real("ActivityL1", 0), context.Settings.Real("ActivityL2", 0), perSample: true);
            }

            state.Inputs ??= inputs.Select(i => i.Value.Type).ToEquatableArray();
            calls.Add(new(state, layer.Name, inputs.Select(i => i.Value).ToEquatableArray(), results.ToEquatableArray(), SourcesOf(inputs), span));
            ForwardValue[] operands = [.. results.Select((r, k) => new TensorOperand(r, EquatableArray.Of(layer.Name)) { Mask = k < outputs ? mask : null })];
            return operands.Length == 1 ? operands[0] : new TupleOperand(operands.ToEquatableArray());
        }
        catch (ShapeException unfit)
        {
            throw context.ShapeError(string.Join(" and ", inputs.Select(i => i.Value.Shape)), "cannot compute with it", unfit.Message);
        }
        catch (OverflowException)
        {
            throw new DiagnosticException(DiagnosticInfo.Of(
                Descriptors.UnfitSetting, span, "The input", layer.Name, string.Join(" and ", inputs.Select(i => i.Value.Shape)), $"no axis may be longer than {int.MaxValue} and no sample larger than {long.MaxValue}: make the sizes smaller"));
        }
        finally
        {
            graph.Builder.Layer = previous;
        }
    }

    /// <summary>The layer on samples that are the steps of sequences.</summary>
    private static (IReadOnlyList<Value> Results, Value? Mask) LowerEachStep(LayerContext context, LayerRecipe recipe, LayerDeclaration layer, Value[] sequences)
    {
        if (sequences.FirstOrDefault(s => s.Shape.Rank < 3 || s.Shape[1] != sequences[0].Shape[1]) is { Builder: not null } unfit)
        {
            throw context.ShapeError(unfit.Shape.ToString(), "is distributed over the steps of sequences, (batch, steps, …)", "give it sequences of one length, or leave TimeDistributed out");
        }

        Dimension batch = sequences[0].Shape[0], steps = sequences[0].Shape[1];
        IReadOnlyList<Value?> masks = context.Masks;
        context.Masks = [.. masks.Select(m => m is { Shape.Rank: > 2 } mask ? AsSamples(mask) : default(Value?))];
        (IReadOnlyList<Value> results, Value? within) = LowerAll(context, recipe, layer, [.. sequences.Select(AsSamples)]);
        results = [.. results.Select(AsSequence)];
        return (results, within is { } inner ? AsSequence(inner) : Masks.Combine(masks.Select(m => m is { } mask ? Masks.OfSteps(mask) : m), results[0].Shape));

        Value AsSamples(Value x) => x.Reshape(x.Shape.WithoutAxis(0).WithAxis(0, batch * steps));

        Value AsSequence(Value x) => x.Reshape(x.Shape.WithAxis(0, steps).Insert(0, batch));
    }

    /// <summary>The layer's output, or as many tensors as its method returns, with the mask of its outputs.</summary>
    private static (IReadOnlyList<Value> Results, Value? Mask) LowerAll(LayerContext context, LayerRecipe recipe, LayerDeclaration layer, Value[] inputs)
    {
        int outputs = recipe.Outputs(context.Settings), wanted = layer.Results.Count;
        IReadOnlyList<Value> results = wanted == 0 ? [recipe.Lower(context, inputs)] : recipe.LowerAll(context, inputs);
        if (wanted == 0 || wanted == results.Count || wanted == outputs)
        {
            return ([.. results.Take(Math.Max(1, wanted))], recipe.Mask(context, inputs, results[0]));
        }

        throw context.ShapeError(
            string.Join(" and ", inputs.Select(i => i.Shape)),
            FormattableString.Invariant($"its method returns {layer.Results.Count} tensors"),
            results.Count == 1 ? "it has no result but its output: return one Tensor<float>" : FormattableString.Invariant($"return its {(outputs == 1 ? "output alone" : "two outputs")}, or with its states as a tuple of {results.Count}"));
    }

    private static void RequireInputs(LayerContext context, LayerRecipe recipe, LayerState state, IReadOnlyList<TensorOperand> inputs, IReadOnlyList<int>? places)
    {
        string shapes = inputs.Count == 0 ? "no input" : string.Join(" and ", inputs.Select(i => i.Value.Type));
        if (inputs.Count < recipe.MinimumInputs || inputs.Count > recipe.MaximumInputs)
        {
            string takes = recipe.MaximumInputs == int.MaxValue ? FormattableString.Invariant($"at least {recipe.MinimumInputs} inputs")
                : recipe.MinimumInputs < recipe.MaximumInputs ? FormattableString.Invariant($"{recipe.MinimumInputs} to {recipe.MaximumInputs} inputs")
                : recipe.MinimumInputs == 1 ? "1 input"
                : FormattableString.Invariant($"{recipe.MinimumInputs} inputs");
            throw context.ShapeError(shapes, $"takes {takes}", "declare as many tensor parameters on its method");
        }

        for (int i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].Value.Type.Element != recipe.InputElement(i))
            {
                // Where the layer's method takes what it is given, the layer is the one that does not fit.
                LayerDeclaration layer = state.Declaration;
                bool takesIds = i < layer.Parameters.Count && layer.IntegerParameters.Contains(layer.Parameters[i]);
                bool isOfMethod = takesIds == (inputs[i].Value.Type.Element == ElementType.Int32);
                throw context.ElementError(inputs[i].Value, isOfMethod ? layer.Span : places?[i]);
            }
        }

        if (state.Inputs is { } first && first != inputs.Select(i => i.Value.Type).ToEquatableArray())
        {
            throw context.ShapeError(shapes, $"was first called with {string.Join(" and ", first)}", SharedShapeAdvice(recipe, first, inputs));
        }
    }

    /// <summary>What to write where a layer that shares its weights is called with other shapes.</summary>
    private static string SharedShapeAdvice(LayerRecipe recipe, EquatableArray<TensorType> first, IReadOnlyList<TensorOperand> inputs)
    {
        const string Rule = "a layer that shares its weights takes the same shapes at every call: ";
        bool differInSteps = first.Count == inputs.Count && inputs.Zip(first, (input, before) => (input.Value.Shape, Before: before.Shape))
            .All(pair => pair.Shape.Rank == pair.Before.Rank && pair.Shape.Rank > 1 && pair.Shape.WithoutAxis(1) == pair.Before.WithoutAxis(1));
        return Rule + (!differInSteps ? "declare a second layer"
            : recipe is Embedding ? "give it the ids of all inputs at once, Concatenate(a, b), and take its rows apart with Slice; or declare a second layer"
            : recipe is RecurrentLayer ? "bring the inputs to one length, with Sequences.Pad and a mask, or declare a second layer"
            : inputs.Count == 1 && inputs[0].Value.Shape.Rank > 2 && recipe is StepwiseLayer or Dense ? "give it all steps at once, Concatenate(1, a, b), and take the results apart with Slice; or declare a second layer"
            : "declare a second layer");
    }

    private ForwardValue CallMember(CallExpression call, List<(string Name, ForwardValue Value)> arguments)
    {
        ModelScope member = scope.Members[call.Target.Name];
        string name = scope.Declaration.Members.First(m => m.Member == call.Target.Name).Name;
        MethodDeclaration forward = member.Declaration.Forward;
        List<TensorOperand> inputs = [];
        foreach (ParameterDeclaration parameter in forward.Parameters.Where(p => p.IsTensor))
        {
            TensorOperand operand = Tensors(name, [.. arguments.Where(a => a.Name == parameter.Name)], call.Span).FirstOrDefault()
                ?? throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.UnsupportedCall, call.Span, $"{call.Target.Name}.Forward", $"the parameter '{parameter.Name}' has no value: pass one"));
            TensorType wanted = InputTypes.InForward(parameter);
            Shape given = operand.Value.Shape;
            if (given.Rank == 0 || given[0].IsConstant || operand.Value.Type with { Shape = given.WithAxis(0, wanted.Shape[0]) } != wanted)
            {
                throw new DiagnosticException(DiagnosticInfo.Of(
                    Descriptors.LayerShape, call.Span, name, operand.Value.Type.ToString(), $"its input '{parameter.Name}' is {wanted}", "change [Shape] there or the tensor passed here"));
            }

            inputs.Add(operand);
        }

        var silent = new Findings();
        var evaluator = new ForwardEvaluator(member, graph, table, silent, []);
        ForwardValue result = evaluator.Run(forward, forward.Parameters.Where(p => p.IsTensor).Zip(inputs, (p, i) => (p.Name, (ForwardValue)i)).ToList(), call.Span);
        if (silent.HasErrors)
        {
            throw new DiagnosticException(DiagnosticInfo.Of(Descriptors.MemberDoesNotCompile, call.Span, member.Declaration.Type.Name, call.Target.Name));
        }

        IReadOnlyList<TensorOperand> outputs = [.. Flatten(result)];
        calls.Add(new(null, name, inputs.Select(i => i.Value).ToEquatableArray(), outputs.Select(o => o.Value).ToEquatableArray(), SourcesOf(inputs), call.Span));
        return WithSource(result, name);
    }

    private ConstantOperand CallMath(CallExpression call, List<(string Name, ForwardValue Value)> arguments)
    {
        if (arguments.FirstOrDefault(a => a.Value is not ConstantOperand).Value is { } unfit)
        {
            throw new DiagnosticException(DiagnosticInfo.Of(
                Descriptors.NotCompileTime, call.Span, $"Math.{call.Target.Name}", $"it takes compile-time numbers, but gets {unfit.Describe()}; for tensors there is Ops.{call.Target.Name}"));
        }

        ConstantValue[] values = [.. arguments.Select(a => ((ConstantOperand)a.Value).Value)];
        return Compute(
            call.Span,
            $"Math.{call.Target.Name}({string.Join(", ", values.Select(v => v.ToString()))})",
            () => MathFunctions.Evaluate(call.Target.Name, values) ?? throw new NotSupportedException("this function is not known here"));
    }

    private static IReadOnlyList<TensorOperand> Tensors(string callee, IReadOnlyList<(string Name, ForwardValue Value)> arguments, int span)
    {
        List<TensorOperand> tensors = [];
        foreach (ForwardValue value in arguments.SelectMany(a => a.Value is ArrayOperand array ? array.Elements : EquatableArray.Of(a.Value)))
        {
            tensors.Add(value as TensorOperand ?? throw new DiagnosticException(DiagnosticInfo.Of(
                Descriptors.ElementType, span, callee, "tensors", value.Describe(), "pass a tensor")));
        }

        return tensors;
    }

    private static bool ContainsUnknown(ForwardValue value) => value switch
    {
        UnknownOperand => true,
        TupleOperand tuple => tuple.Elements.Any(ContainsUnknown),
        ArrayOperand array => array.Elements.Any(ContainsUnknown),
        _ => false,
    };

    /// <summary>The tensors of a result: itself, or the elements of a tuple.</summary>
    public static IEnumerable<TensorOperand> Flatten(ForwardValue value) => value switch
    {
        TensorOperand tensor => [tensor],
        TupleOperand tuple => tuple.Elements.SelectMany(Flatten),
        _ => [],
    };

    private static ForwardValue WithSource(ForwardValue value, string source) => value switch
    {
        TensorOperand tensor => tensor with { Sources = EquatableArray.Of(source) },
        TupleOperand tuple => new TupleOperand(tuple.Elements.Select(e => WithSource(e, source)).ToEquatableArray()),
        _ => value,
    };
}
