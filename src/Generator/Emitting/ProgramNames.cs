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
    EquatableArray<long> ParameterOffsets)
{
    public static ModelNames Of(LoweredModel model) => new(
        model.Inputs.Select(i => i.Name).ToEquatableArray(),
        model.Outputs.Select(o => o.Name).ToEquatableArray(),
        model.Parameters.Select(p => p.Name).ToEquatableArray(),
        model.Parameters.Select(p => p.Offset).ToEquatableArray());
}

/// <summary>The names of a program's values: each buffer by what it is, each node by its layer and operator.</summary>
internal sealed class ProgramNames
{
    private readonly Dictionary<int, string> _names = [];

    public ProgramNames(Program program, ModelNames model)
    {
        Locals = new(["arguments", "batch", "workers", "workspace", "row", "column", "index", "value", "firstRow", "TLane", "Kernels", "Runtime"]);
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
                Storage.InputGradient => Identifier.Camel(model.Inputs[buffer.Index] + "/gradient"),
                _ => Describe(program.Graph[buffer.Node]),
            });
        }
    }

    /// <summary>The identifiers of the program's method.</summary>
    public Names Locals { get; }

    /// <summary>The name of a buffer, by the node that owns it.</summary>
    public string this[int node] => _names[node];

    /// <summary>A name for a node in itself, not unique: <c>hidden1Relu</c>.</summary>
    public static string Describe(Node node)
    {
        string op = node.Operator.GetType().Name;
        return Identifier.Camel((node.Layer.Length == 0 ? op : node.Layer + "/" + op) + (node.IsBackward ? "/gradient" : "")).TrimStart('@');
    }
}
