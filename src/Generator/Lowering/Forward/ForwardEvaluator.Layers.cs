using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering.Layers;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Forward;

/// <content>Calls of layers.</content>
internal sealed partial class ForwardEvaluator
{
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
}
