using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;
using Buffer = Compiled.Generator.Programs.Buffer;

namespace Compiled.Generator.Emitting;

/// <summary>What a program calls the tensors of its model.</summary>
/// <param name="ParameterOffsets">In floats, within the arenas of parameters and gradients.</param>
internal sealed record ModelNames(
    EquatableArray<string> Inputs,
    EquatableArray<string> Outputs,
    EquatableArray<string> Parameters,
    EquatableArray<long> ParameterOffsets,
    EquatableArray<string> States)
{
    public static ModelNames Of(LoweredModel model) => new(
        model.Inputs.Select(i => i.Name).ToEquatableArray(),
        model.Outputs.Select(o => o.Name).ToEquatableArray(),
        model.Parameters.Select(p => p.Name).ToEquatableArray(),
        model.Parameters.Select(p => p.Offset).ToEquatableArray(),
        model.States.Select(s => s.Name).ToEquatableArray());
}

/// <summary>The names of a program's values: each buffer by what it is, each node by its layer and operator.</summary>
internal sealed class ProgramNames
{
    private readonly Dictionary<int, string> _names = [];

    /// <summary>The names in the program of a step, inside the method of another program.</summary>
    /// <param name="outer">The names of the program around.</param>
    /// <param name="captured">The name of the tensor that a capture is.</param>
    public ProgramNames(Program step, ProgramNames outer, Func<int, string> captured)
    {
        Locals = outer.Locals;
        foreach (Buffer buffer in step.Buffers)
        {
            Node node = step.Graph[buffer.Node];
            string layer = node.Layer.Length == 0 ? "" : node.Layer + "/";
            _names[buffer.Node] = buffer.Storage switch
            {
                Storage.Capture => captured(buffer.Index),
                Storage.State or Storage.Slice or Storage.Ahead => Locals.Unique(Identifier.Camel($"{layer}{buffer.Storage}")),
                Storage.NextState => Locals.Unique(Identifier.Camel($"{layer}nextState")),
                _ => Locals.Unique(Describe(node)),
            };
        }
    }

    public ProgramNames(Program program, ModelNames model)
    {
        Locals = new(["arguments", "batch", "length", "workers", "workspace", "row", "column", "index", "value", "firstRow", "TLane", "Kernels", "Runtime"]);
        foreach (Buffer buffer in program.Buffers)
        {
            string index = buffer.Index.ToString(System.Globalization.CultureInfo.InvariantCulture);
            _names[buffer.Node] = Locals.Unique(buffer.Storage switch
            {
                Storage.Input => Identifier.Camel(model.Inputs[buffer.Index]),
                Storage.Target => Identifier.Camel(model.Outputs[buffer.Index] + "/target"),
                Storage.SampleWeight => Identifier.Camel(model.Outputs[buffer.Index] + "/sampleWeight"),
                Storage.Parameter when program.Graph[buffer.Node].Operator is not Parameter => Identifier.Camel("new/" + model.Parameters[buffer.Index]),
                Storage.Parameter => Identifier.Camel(model.Parameters[buffer.Index]),
                Storage.Gradient => Identifier.Camel(model.Parameters[buffer.Index] + "/gradient"),
                Storage.Prediction => Identifier.Camel(model.Outputs[buffer.Index] + "/prediction"),
                Storage.Loss => buffer.Index == 0 ? "loss" : Identifier.Camel(model.Outputs[buffer.Index - 1] + "/loss"),
                Storage.Metric => "metric" + index,
                Storage.Mask => Identifier.Camel(model.Outputs[buffer.Index] + "/mask"),
                Storage.CarriedState => Identifier.Camel(model.States[buffer.Index]),
                Storage.NextCarriedState => Identifier.Camel("next/" + model.States[buffer.Index]),
                Storage.InputGradient => Identifier.Camel(model.Inputs[buffer.Index] + "/gradient"),
                _ => Describe(program.Graph, program.Graph[buffer.Node]),
            });
        }
    }

    /// <summary>The identifiers of the program's method.</summary>
    public Names Locals { get; }

    /// <summary>The name of a buffer, by the node that owns it.</summary>
    public string this[int node] => _names[node];

    /// <summary>Names a value that has no buffer of its own.</summary>
    public string Add(Node node) => _names[node.Id] = Locals.Unique(Describe(node));

    /// <summary>As the other, but a result of a loop is called by what the loop computes: <c>cellTanhSequence</c>.</summary>
    private static string Describe(Graph graph, Node node)
    {
        if (node.Operator is not ScanResult result)
        {
            return Describe(node);
        }

        OutputKind kind = result.Kind == ScanResultKind.Final ? OutputKind.State : OutputKind.Step;
        return Describe(((Scan)graph[node.Inputs[0]].Operator).OutputOf(kind, result.Index)) + result.Kind;
    }

    /// <summary>A name for a node in itself, not unique: <c>hidden1Relu</c>.</summary>
    public static string Describe(Node node)
    {
        string op = node.Operator.GetType().Name;
        return Identifier.Camel((node.Layer.Length == 0 ? op : node.Layer + "/" + op) + (node.IsBackward ? "/gradient" : "")).TrimStart('@');
    }
}
