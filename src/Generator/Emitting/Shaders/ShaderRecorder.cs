using Compiled.Generator.Programs;

namespace Compiled.Generator.Emitting.Shaders;

/// <summary>Writes the statements that record kernels, and the structs of these kernels.</summary>
/// <param name="owner">Model and program, for descriptions.</param>
/// <param name="className">The class around the structs.</param>
internal sealed class ShaderRecorder(string owner, string className, ShaderScratch scratch)
{
    private readonly Names _types = new([className]);

    public CodeWriter Calls { get; } = new();

    public CodeWriter Structs { get; } = new();

    /// <summary>The constants that the statements name.</summary>
    public HashSet<string> Constants { get; } = new(StringComparer.Ordinal);

    public ShaderScratch Scratch => scratch;

    /// <summary>All kernels of a program, with a barrier before each that depends on one since the last.</summary>
    public void Record(Program program, ShaderNames names)
    {
        IReadOnlyList<bool> barriers = Hazards.Barriers(program);
        var kernels = new ShaderKernelEmitter(program.Graph, names, scratch);
        foreach (Kernel kernel in program.Kernels)
        {
            string comment = KernelComment.Of(program.Graph, kernel);
            Calls.Line();
            Calls.Line("// " + comment);
            if (kernel.Body is not null)
            {
                new ShaderScanEmitter(program.Graph, names, this).Emit(kernel);
                continue;
            }

            bool waits = barriers[kernel.Index];
            Shader[] shaders = [.. kernels.Emit(kernel)];
            for (int i = 0; i < shaders.Length; i++)
            {
                ShaderWork work = ShaderWork.Of(program.Graph, kernel, isFirst: i == 0, isLast: i == shaders.Length - 1);
                Dispatch(ProgramNames.Describe(kernel.Root), comment, work, shaders[i], waits);
                waits = true;
            }
        }
    }

    /// <summary>One dispatch and its struct.</summary>
    public void Dispatch(string name, string comment, ShaderWork work, Shader shader, bool waits)
    {
        shader.Text.Use([.. new[] { work.Read, work.Written }.SelectMany(size => size.Monomials).SelectMany(monomial => monomial.Symbols)]);
        string type = _types.Unique(char.ToUpperInvariant(name[0]) + name.Substring(1) + "Shader");
        Structs.Line();
        EmitStruct(type, $"{owner}, {comment}", comment, work, shader);
        Constants.UnionWith(shader.Text.Constants);
        if (waits)
        {
            Calls.Line("commands.Barrier();");
        }

        Calls.Line($"commands.Dispatch(new {type}({string.Join(", ", shader.Text.Constants)}), buffers);");
    }

    /// <summary>The text does not say which program it is part of: programs share kernels that are equal, compiled once.</summary>
    private void EmitStruct(string name, string description, string comment, ShaderWork work, Shader shader)
    {
        string source = shader.Text.Write(comment, shader.Templates).TrimEnd('\n');
        using (Structs.Block($"private readonly struct {name}({string.Join(", ", shader.Text.Constants.Select(c => "uint " + c))}) : Devices::IDeviceKernel<{name}>"))
        {
            Structs.Line("public static Devices::KernelDescriptor Descriptor { get; } = new(");
            using (Structs.Indent())
            {
                Structs.Line(Literal.Text(description) + ",");

                // As bytes: the string literals of an assembly may be 8 million characters together, which the kernels of some large models are.
                Structs.Line($"global::System.Text.Encoding.UTF8.GetString(\"\"\"\n{source}\n\"\"\"u8),");
                Structs.Line($"new({Literal.Int32(shader.Threads.X)}, {Literal.Int32(shader.Threads.Y)}),");
                Structs.Line($"[{string.Join(", ", shader.Text.Buffers.Select(b => $"new(Devices::DeviceMemory.{b.Kind}, {Literal.Int32(b.Index)})"))}],");
                Structs.Line($"{Literal.Int32(shader.Text.Constants.Count)}) {{ Layer = {Literal.Text(work.Layer)}, Operators = {Literal.Text(work.Operators)} }};");
            }

            Structs.Line();
            Structs.Line($"public Devices::GroupCount Groups => new({string.Join(", ", shader.Groups)});");
            Structs.Line();
            Structs.Line($"public Devices::KernelTraffic Traffic => new(4L * ({Dimensions.Long(work.Read)}), 4L * ({Dimensions.Long(work.Written)}));");
            Structs.Line();
            using (Structs.Block("public void WriteConstants(global::System.Span<uint> constants)"))
            {
                int index = 0;
                foreach (string constant in shader.Text.Constants)
                {
                    Structs.Line($"constants[{Literal.Int32(index++)}] = {constant};");
                }
            }
        }
    }
}
