using Compiled.Generator.Graphs;
using Compiled.Generator.Programs;
using Buffer = Compiled.Generator.Programs.Buffer;

namespace Compiled.Generator.Emitting.Shaders;

/// <summary>What kernels of one program call its values, and the memory that these lie in.</summary>
internal sealed class ShaderNames
{
    private readonly Dictionary<int, (string Name, ValuePlace Place)> _values = [];
    private readonly Dictionary<int, string> _throughs = [];

    public ShaderNames(Program program, ProgramNames names, ModelNames model)
    {
        Locals = new HlslNames(HlslNames.Reserved);
        foreach (Buffer buffer in program.Buffers)
        {
            bool isInteger = program.Graph[buffer.Node].Type.Element == ElementType.Int32;
            _values[buffer.Node] = (Locals.Unique(names[buffer.Node]), new(Memory(buffer, isInteger, model)));
        }

        NameWhatIsReadThrough(program);
    }

    /// <summary>The names in the program of a step.</summary>
    /// <param name="outer">The names of the program around.</param>
    /// <param name="place">Where a buffer of the step lies.</param>
    public ShaderNames(Program step, ShaderNames outer, Func<Buffer, ValuePlace> place)
    {
        Locals = outer.Locals;
        foreach (Buffer buffer in step.Buffers)
        {
            Node node = step.Graph[buffer.Node];
            string described = buffer.Storage is Storage.State or Storage.Slice or Storage.Ahead or Storage.Capture or Storage.NextState
                ? Identifier.Camel((node.Layer.Length == 0 ? "" : node.Layer + "/") + buffer.Storage)
                : ProgramNames.Describe(node);
            _values[buffer.Node] = (Locals.Unique(described), place(buffer));
        }

        NameWhatIsReadThrough(step);
    }

    public Names Locals { get; }

    /// <summary>The name of a value, by the node that owns it.</summary>
    public string this[int node] => _throughs.TryGetValue(node, out string? name) ? name : _values[node].Name;

    /// <summary>Whether a node has no memory: it is computed where it is read.</summary>
    public bool IsReadThrough(int node) => _throughs.ContainsKey(node);

    /// <summary>Where a value lies, by the node that owns it.</summary>
    public ValuePlace Place(int node) => _values[node].Place;

    private void NameWhatIsReadThrough(Program program)
    {
        foreach (int node in program.Kernels.SelectMany(k => k.Through).Distinct())
        {
            _throughs[node] = Locals.Unique(ProgramNames.Describe(program.Graph[node]));
        }
    }

    private static MemoryView Memory(Buffer buffer, bool isInteger, ModelNames model) => buffer.Storage switch
    {
        Storage.Workspace => MemoryView.Workspace(isInteger, buffer.Offset),
        Storage.Parameter => new("parameters", "Parameters", 0, isInteger, model.ParameterOffsets[buffer.Index]),
        Storage.Gradient => new("gradients", "Gradients", 0, isInteger, model.ParameterOffsets[buffer.Index]),
        Storage.Loss => new("losses", "Loss", 0, isInteger, buffer.Index),
        Storage storage => new(Numbered(storage, buffer.Index), storage.ToString(), buffer.Index, isInteger, Dimension.Zero),
    };

    private static string Numbered(Storage storage, int index)
    {
        string name = storage.ToString();
        return $"{char.ToLowerInvariant(name[0])}{name.Substring(1)}{Literal.Int32(index)}";
    }
}

/// <summary>Where a value lies: in a loop's first or last step it may be elsewhere than in the others.</summary>
/// <param name="View">Where it lies; if there is a condition, in that step.</param>
/// <param name="Condition">The step; null for the same place in all.</param>
/// <param name="Otherwise">Where it lies in all other steps.</param>
internal sealed record ValuePlace(MemoryView View, StepCondition? Condition = null, MemoryView? Otherwise = null)
{
    /// <summary>The only place there is.</summary>
    public MemoryView Only => Condition is null ? View : throw new InvalidOperationException("a loop within a loop takes a value that has two places");

    /// <summary>The place, so many elements further on.</summary>
    public ValuePlace Move(Dimension elements) => new(View.Move(elements), Condition, Otherwise?.Move(elements));
}

/// <summary>Whether a loop is at a step.</summary>
/// <param name="Index">The constant of kernels that counts the steps.</param>
internal sealed record StepCondition(string Index, Dimension Step);

/// <summary>A part of a buffer.</summary>
/// <param name="Name">The buffer in HLSL.</param>
/// <param name="Kind">The member of <c>DeviceMemory</c>.</param>
/// <param name="Index">Which among several such buffers.</param>
/// <param name="Offset">In elements.</param>
internal sealed record MemoryView(string Name, string Kind, int Index, bool IsInteger, Dimension Offset)
{
    public static MemoryView Workspace(bool isInteger, Dimension offset) => new(isInteger ? "workspaceIntegers" : "workspace", "Workspace", 0, isInteger, offset);

    /// <summary>The view, so many elements further on.</summary>
    public MemoryView Move(Dimension elements) => this with { Offset = Offset + elements };
}
