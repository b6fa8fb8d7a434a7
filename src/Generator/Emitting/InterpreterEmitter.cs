using Compiled.Generator.Declarations;
using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Emitting;

/// <summary>
/// Writes what makes a model real C#: a body for each layer's method, as calls of <c>Ops</c> over tensors of the BCL,
/// the <c>Forward</c> of an attribute stack, and <c>Interpret</c>.
/// </summary>
internal static class InterpreterEmitter
{
    public static void Emit(CodeWriter writer, LoweredModel model)
    {
        ModelDeclaration declaration = model.Declaration;
        EmitInterpret(writer, model);
        if (declaration.IsChain)
        {
            EmitForward(writer, model);
        }

        foreach (StackDeclaration stack in declaration.Stacks)
        {
            EmitStack(writer, declaration, stack);
        }

        Dictionary<string, Graph> graphs = model.LayerGraphs.ToDictionary(g => g.Member, g => g.Graph);
        foreach (LayerDeclaration layer in declaration.Layers)
        {
            if (!graphs.TryGetValue(layer.Member, out Graph? graph))
            {
                EmitUnusedLayer(writer, model, layer);
            }
            else
            {
                EmitLayer(writer, model, layer, graph);
            }
        }
    }

    /// <summary>The C# type of what <c>Forward</c> returns.</summary>
    public static string ResultType(LoweredModel model) => model.Outputs.Count == 1
        ? "Tensor<float>"
        : $"({string.Join(", ", model.Outputs.Select(o => $"Tensor<float> {Identifier.Of(o.Name)}"))})";

    private static string Parameters(LoweredModel model) => string.Join(", ", model.Inputs.Select(i => $"{TensorStatements.TypeOf(i.Type)} {Identifier.Of(i.Name)}"));

    private static void EmitInterpret(CodeWriter writer, LoweredModel model)
    {
        writer.Line("/// <summary>Runs the model step by step over tensors, as <c>Forward</c> is written: slow, plain, and open to a debugger. The compiled program agrees with it.</summary>");
        foreach (InputInfo input in model.Inputs)
        {
            writer.Line($"/// <param name=\"{input.Name}\">Shape {input.Type}.</param>");
        }

        writer.Line($"/// <returns>Shape {string.Join(", ", model.Outputs.Select(o => o.Type.ToString()))}.</returns>");
        writer.Line("/// <exception cref=\"ArgumentException\">A tensor does not have the shape of its input, or an id is outside of its vocabulary.</exception>");
        writer.Line($"public {ResultType(model)} Interpret({Parameters(model)}) => Forward({string.Join(", ", model.Inputs.Select(Ordered))});");

        static string Ordered(InputInfo input, int index)
        {
            string tensor = $"Interpreted({Literal.Int32(index)}, {Identifier.Of(input.Name)})";
            return input.Order.Count == 0 ? tensor : $"Ops.Transpose({tensor}, {string.Join(", ", input.Order.Select(axis => Literal.Int32(axis)))})";
        }
    }

    private static void EmitForward(CodeWriter writer, LoweredModel model)
    {
        writer.Line();
        writer.Line("/// <summary>The layers in order.</summary>");
        using (writer.Block($"public {ResultType(model)} Forward({Parameters(model)})"))
        {
            EmitCalls(writer, model.Declaration.Layers.Select(l => l.Member), Identifier.Of(model.Inputs[0].Name));
        }
    }

    private static void EmitStack(CodeWriter writer, ModelDeclaration model, StackDeclaration stack)
    {
        LayerDeclaration first = model.Layers.First(l => l.Member == stack.Layers[0]);
        writer.Line();
        writer.Line("/// <summary>The layers in order.</summary>");
        using (writer.Block(LayerMethod.Signature(stack, model)))
        {
            EmitCalls(writer, stack.Layers, string.Join(", ", first.Parameters.Select(Identifier.Of)));
        }
    }

    /// <summary>Each layer's method on the result of the one before.</summary>
    private static void EmitCalls(CodeWriter writer, IEnumerable<string> methods, string arguments)
    {
        string result = new Names(arguments.Split([", "], StringSplitOptions.None)).Unique("value");
        string declaration = "Tensor<float> ";
        foreach (string method in methods)
        {
            writer.Line($"{declaration}{result} = {method}({arguments});");
            (declaration, arguments) = ("", result);
        }

        writer.Line($"return {result};");
    }

    /// <summary>A layer that <c>Forward</c> never calls has neither shapes nor weights, but its method needs a body.</summary>
    private static void EmitUnusedLayer(CodeWriter writer, LoweredModel model, LayerDeclaration layer)
    {
        using (OpenMethod(writer, model, layer))
        {
            writer.Line($"throw new global::System.InvalidOperationException({Literal.Text($"{model.Declaration.Type.Name}.Forward does not call the layer '{layer.Name}', so it has no weights")});");
        }
    }

    private static void EmitLayer(CodeWriter writer, LoweredModel model, LayerDeclaration layer, Graph graph)
    {
        using (OpenMethod(writer, model, layer))
        {
            var locals = new Names([.. layer.Parameters, "batch", "length"]);
            bool hasMasks = graph.Nodes.Any(n => n.Operator is Input input && input.Index >= layer.Parameters.Count);
            // Each step of a layer over the steps of a sequence is a sample of the layer: the first axis has several samples for each of the batch.
            (int Input, int Axis, Dimension Times)? batch = NeedsSize(graph, d => d.DependsOnBatch) ? Find(graph, Dimension.Batch, _ => true) ?? (0, 0, Dimension.One) : null;
            if (NeedsSize(graph, d => d.DependsOnLength) || batch is { Times.DependsOnLength: true })
            {
                // A length that no axis has alone is only there with the batch, whose size then is that of both.
                writer.Line($"int length = {(Find(graph, Dimension.Length, times => times.IsConstant) is { } length ? SizeOf(length) : "1")};");
            }

            if (batch is { } place)
            {
                writer.Line($"int batch = {SizeOf(place)};");
            }

            var statements = new TensorStatements(writer, graph, locals, leaf => leaf switch
            {
                Input input when input.Index < layer.Parameters.Count => Identifier.Of(layer.Parameters[input.Index]),
                Input mask => DeclareMask(layer.Parameters[mask.Index - layer.Parameters.Count]),
                Parameter weight => DeclareWeight(weight),
                CarriedState state => $"CarriedState({string.Join(", ", state.RuntimeArguments.Select(Literal.OfRuntimeArgument))})",
                _ => null,
            });
            statements.Write();
            foreach (GraphOutput state in graph.Outputs.Where(o => o.Kind == OutputKind.CarriedState))
            {
                writer.Line($"Carry({Literal.Int32(state.Index)}, {statements[state.Node]});");
            }

            string[] results = [.. graph.Outputs.Where(o => o.Kind == OutputKind.Prediction).OrderBy(o => o.Index).Select(Result)];
            writer.Line($"return {(results.Length == 1 ? results[0] : $"({string.Join(", ", results)})")};");

            string SizeOf((int Input, int Axis, Dimension Times) place) =>
                $"(int){Identifier.Of(layer.Parameters[place.Input])}.Lengths[{Literal.Int32(place.Axis)}]{(place.Times == Dimension.One ? "" : $" / {Dimensions.Factor(place.Times)}")}";

            string Result(GraphOutput result) => graph.Outputs.FirstOrDefault(o => o.Kind == OutputKind.Mask && o.Index == result.Index) is { } mask
                ? $"Ops.WithMask({statements[result.Node]}, {statements[mask.Node]})"
                : hasMasks ? $"Ops.WithoutMask({statements[result.Node]})"
                : statements[result.Node];

            string DeclareMask(string of)
            {
                string name = locals.Unique("mask");
                writer.Line($"Tensor<float> {name} = Ops.Mask({Identifier.Of(of)});");
                return name;
            }

            string DeclareWeight(Parameter weight)
            {
                string name = locals.Unique(Identifier.Camel(model.Parameters[weight.Index].Role));
                writer.Line($"Tensor<float> {name} = Weight({weight.Index});");
                return name;
            }
        }
    }

    private static CodeWriter.Scope OpenMethod(CodeWriter writer, LoweredModel model, LayerDeclaration layer)
    {
        LayerInfo? info = model.Layers.FirstOrDefault(l => l.Name == layer.Name);
        writer.Line();
        if (info is not null)
        {
            long count = info.Parameters.Sum(p => model.Parameters[p].Shape.Length.Value);
            writer.Line($"/// <summary>{info.Kind}: output {info.Output}, {count.ToString(System.Globalization.CultureInfo.InvariantCulture)} parameters.</summary>");
        }

        return writer.Block(LayerMethod.Signature(layer));
    }

    /// <summary>Whether sizes are written out that a symbol is part of.</summary>
    private static bool NeedsSize(Graph graph, Func<Dimension, bool> dependsOn)
    {
        return graph.Nodes.Any(n => n.Operator.RuntimeArguments.Any(Depends)
            || (n.Operator is Size size && dependsOn(size.Dimension))
            || (n.Operator is Scan scan && (dependsOn(scan.Steps) || NeedsSize(scan.Body, dependsOn))));

        bool Depends(object argument) => argument switch
        {
            Dimension d => dependsOn(d),
            Dimension[] items => items.Any(dependsOn),
            _ => false,
        };
    }

    /// <summary>An axis of a layer's inputs whose size is so many times that of a symbol.</summary>
    private static (int Input, int Axis, Dimension Times)? Find(Graph graph, Dimension symbol, Func<Dimension, bool> fits)
    {
        foreach (Input input in graph.Nodes.Select(n => n.Operator).OfType<Input>())
        {
            for (int axis = 0; axis < input.Type.Shape.Rank; axis++)
            {
                if (input.Type.Shape[axis].TryDivide(symbol, out Dimension times) && times != Dimension.Zero && fits(times))
                {
                    return (input.Index, axis, times);
                }
            }
        }

        return null;
    }
}
