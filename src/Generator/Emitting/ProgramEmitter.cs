using Compiled.Generator.Declarations;
using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;
using Buffer = Compiled.Generator.Programs.Buffer;

namespace Compiled.Generator.Emitting;

/// <summary>
/// Writes a program as one part of the model's class: a nested class with a method that calls the kernels in order,
/// and a struct for each loop body.
/// </summary>
internal static class ProgramEmitter
{
    // The alias qualifier :: finds nothing but these, whatever the user's class and namespace contain.
    private const string Usings = """
        using Kernels = global::Compiled.Kernels;
        using Runtime = global::Compiled;
        """;

    public static GeneratedFile Emit(TypeDeclaration type, Program program, ModelNames model) => new(
        $"{type.FullName}.{program.Name}.g.cs",
        TypeScope.Write(type, Usings, [], "", writer => Emit(writer, program, model)));

    /// <summary>The nested class that holds a program; its method is <c>Run</c>.</summary>
    public static string ClassName(Program program) => program.Name + "Program";

    private static void Emit(CodeWriter writer, Program program, ModelNames model)
    {
        var names = new ProgramNames(program, model);
        var types = new Names([ClassName(program)]);
        var calls = new CodeWriter();
        var structs = new CodeWriter();
        for (int i = 0; i < program.Kernels.Count; i++)
        {
            if (SmallProducts.Count(program, i) is var count and > 0)
            {
                new SmallProductEmitter(program.Graph, names, types, calls, structs).Emit([.. program.Kernels.Skip(i).Take(count)]);
                i += count - 1;
            }
            else
            {
                new KernelEmitter(program.Graph, names, types, calls, structs).Emit(program.Kernels[i]);
            }
        }

        writer.Line($"/// <summary>{Summary(program)} {program.Kernels.Sum(k => 1 + k.Streamed.Count)} kernels, workspace of {program.WorkspaceLength} floats.</summary>");
        using (writer.Block($"private static unsafe class {ClassName(program)}"))
        {
            writer.Line("/// <summary>Runs the kernels in order.</summary>");
            using (writer.Block("public static void Run(in Runtime::ProgramArguments arguments)"))
            {
                Declare(writer, program, names, model);
                writer.Lines(calls);
            }

            writer.Lines(structs);
        }
    }

    private static string Summary(Program program) => program.Name switch
    {
        "Infer" => "Inputs to predictions.",
        "Evaluate" => "Inputs and targets to predictions and losses.",
        "Inspect" => "Inputs to what every layer computes, and the slope of chosen predictions with respect to it.",
        _ => "One training step up to the gradients.",
    };

    private static void Declare(CodeWriter writer, Program program, ProgramNames names, ModelNames model)
    {
        writer.Line("nint batch = arguments.Batch;");
        if (DependsOnLength(program.Graph))
        {
            writer.Line("nint length = arguments.Length;");
        }

        writer.Line("Kernels::Workers workers = arguments.Workers;");
        foreach (IGrouping<bool, Buffer> group in program.Buffers.GroupBy(b => b.Storage == Storage.Workspace).OrderBy(g => g.Key))
        {
            if (group.Key)
            {
                writer.Line();
                writer.Line("float* workspace = arguments.Workspace;");
            }

            foreach (Buffer buffer in group)
            {
                string pointer = KernelStruct.ElementPointer(program.Graph[buffer.Node].Type);
                string cast = pointer == "float*" && !(buffer.Storage is Storage.Input or Storage.Target) ? "" : $"({pointer})";
                string address = Address(buffer, model);
                writer.Line($"{pointer} {names[buffer.Node]} = {(cast.Length > 0 && address.Contains(" ") ? $"{cast}({address})" : cast + address)};");
            }
        }
    }

    private static bool DependsOnLength(Graph graph) =>
        graph.Nodes.Any(n => n.Shape.DependsOnLength || n.Operator is Size { Dimension.DependsOnLength: true } || (n.Operator is Scan scan && (scan.Steps.DependsOnLength || DependsOnLength(scan.Body))));

    private static string Address(Buffer buffer, ModelNames model)
    {
        string index = Literal.Int32(buffer.Index);
        return buffer.Storage switch
        {
            Storage.Workspace => Dimensions.Offset("workspace", buffer.Offset),
            Storage.Input => $"arguments.Inputs[{index}]",
            Storage.Target => $"arguments.Targets[{index}]",
            Storage.SampleWeight => $"arguments.SampleWeights[{index}]",
            Storage.Parameter => Dimensions.Offset("arguments.Parameters", model.ParameterOffsets[buffer.Index]),
            Storage.Gradient => Dimensions.Offset("arguments.Gradients", model.ParameterOffsets[buffer.Index]),
            Storage.Prediction => $"arguments.Predictions[{index}]",
            Storage.Loss => Dimensions.Offset("arguments.Losses", buffer.Index),
            Storage.Metric => $"arguments.Metrics[{index}]",
            Storage.Mask => $"arguments.Masks[{index}]",
            Storage.CarriedState => $"arguments.States[{index}]",
            Storage.NextCarriedState => $"arguments.NextStates[{index}]",
            Storage.InputGradient => $"arguments.InputGradients[{index}]",
            Storage.Activation => $"arguments.Activations[{index}]",
            Storage.ActivationGradient => $"arguments.ActivationGradients[{index}]",
            _ => throw new InvalidOperationException($"{buffer.Storage} has no address"),
        };
    }
}
