using Compiled.Generator.Graphs;
using Compiled.Generator.Programs;
using Buffer = Compiled.Generator.Programs.Buffer;

namespace Compiled.Generator.Emitting.Shaders;

/// <summary>What kernels of one program call its values and the memory that these lie in.</summary>
internal sealed class ShaderNames
{
    private readonly Dictionary<int, (string Name, Buffer Buffer, bool IsInteger)> _values = [];
    private readonly ModelNames _model;

    public ShaderNames(Program program, ProgramNames names, ModelNames model)
    {
        _model = model;
        Locals = new HlslNames(HlslNames.Reserved);
        foreach (Buffer buffer in program.Buffers)
        {
            _values[buffer.Node] = (Locals.Unique(names[buffer.Node]), buffer, program.Graph[buffer.Node].Type.Element == ElementType.Int32);
        }
    }

    public Names Locals { get; }

    /// <summary>The name of a value, by the node that owns it.</summary>
    public string this[int node] => _values[node].Name;

    /// <summary>Where a value lies.</summary>
    public MemoryView Memory(int node)
    {
        (_, Buffer buffer, bool isInteger) = _values[node];
        return buffer.Storage switch
        {
            Storage.Workspace => new(isInteger ? "workspaceIntegers" : "workspace", "Workspace", 0, isInteger, buffer.Offset),
            Storage.Parameter => new("parameters", "Parameters", 0, isInteger, _model.ParameterOffsets[buffer.Index]),
            Storage.Gradient => new("gradients", "Gradients", 0, isInteger, _model.ParameterOffsets[buffer.Index]),
            Storage.Loss => new("losses", "Loss", 0, isInteger, buffer.Index),
            Storage storage => new(Numbered(storage, buffer.Index), storage.ToString(), buffer.Index, isInteger, Dimension.Zero),
        };
    }

    private static string Numbered(Storage storage, int index)
    {
        string name = storage.ToString();
        return $"{char.ToLowerInvariant(name[0])}{name.Substring(1)}{Literal.Int32(index)}";
    }
}

/// <summary>A part of a buffer.</summary>
/// <param name="Name">The buffer in HLSL.</param>
/// <param name="Kind">The member of <c>DeviceMemory</c>.</param>
/// <param name="Index">Which among several such buffers.</param>
/// <param name="Offset">In elements.</param>
internal sealed record MemoryView(string Name, string Kind, int Index, bool IsInteger, Dimension Offset);
