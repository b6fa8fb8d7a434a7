using Compiled.Generator.Declarations;
using Compiled.Generator.Programs;

namespace Compiled.Generator.Emitting.Shaders;

/// <summary>
/// Writes a program for devices as one part of the model's class: a nested class with a struct for each kernel, which holds its HLSL,
/// and a method that records the kernels in order.
/// </summary>
internal static class ShaderProgramEmitter
{
    private const string Usings = """
        using Devices = global::Compiled.Devices;
        """;

    private static readonly string[] _stepConstants = ["batch", "seedLow", "seedHigh", "stepLow", "stepHigh"];

    /// <exception cref="NoShaderException">An operator runs on the processor only.</exception>
    public static GeneratedFile Emit(TypeDeclaration type, Program program, ModelNames model) => new(
        $"{type.FullName}.{program.Name}.Shaders.g.cs",
        TypeScope.Write(type, Usings, [], "", writer => Emit(writer, type, program, model)));

    /// <summary>Whether devices run the program: looking inside a model is the processor's.</summary>
    public static bool RunsOnDevices(Program program) => program.Name is "Infer" or "Evaluate" or "Train";

    /// <summary>The nested class that holds a program; its method is <c>Record</c>.</summary>
    public static string ClassName(Program program) => program.Name + "Shaders";

    private static void Emit(CodeWriter writer, TypeDeclaration type, Program program, ModelNames model)
    {
        var names = new ProgramNames(program, model);
        var shaders = new ShaderKernelEmitter(program.Graph, new(program, names, model));
        var types = new Names([ClassName(program)]);
        IReadOnlyList<bool> barriers = Hazards.Barriers(program);
        var calls = new CodeWriter();
        var structs = new CodeWriter();
        var constants = new HashSet<string>(StringComparer.Ordinal);
        foreach (Kernel kernel in program.Kernels)
        {
            string comment = KernelComment.Of(program.Graph, kernel);
            Shader shader = shaders.Emit(kernel);
            string name = ProgramNames.Describe(kernel.Root);
            name = types.Unique(char.ToUpperInvariant(name[0]) + name.Substring(1) + "Shader");
            structs.Line();
            EmitStruct(structs, name, $"{type.Name}.{program.Name}, {comment}", shader);
            constants.UnionWith(shader.Text.Constants);
            calls.Line();
            calls.Line("// " + comment);
            if (barriers[kernel.Index])
            {
                calls.Line("commands.Barrier();");
            }

            calls.Line($"commands.Dispatch(new {name}({string.Join(", ", shader.Text.Constants)}), buffers);");
        }

        writer.Line($"/// <summary>{program.Kernels.Count} kernels for a device, with {barriers.Count(b => b)} barriers between them.</summary>");
        using (writer.Block($"private static class {ClassName(program)}"))
        {
            writer.Line("/// <summary>Records the kernels in order.</summary>");
            using (writer.Block("public static void Record(Devices::CommandList commands, Devices::BufferTable buffers, in Devices::StepConstants step)"))
            {
                foreach (string constant in _stepConstants.Where(constants.Contains))
                {
                    writer.Line($"uint {constant} = step.{char.ToUpperInvariant(constant[0])}{constant.Substring(1)};");
                }

                writer.Line(calls.ToString().TrimEnd('\n'));
            }

            writer.Line(structs.ToString().TrimEnd('\n'));
        }
    }

    private static void EmitStruct(CodeWriter writer, string name, string description, Shader shader)
    {
        string source = shader.Text.Write(description, shader.Template).TrimEnd('\n');
        using (writer.Block($"private readonly struct {name}({string.Join(", ", shader.Text.Constants.Select(c => "uint " + c))}) : Devices::IDeviceKernel<{name}>"))
        {
            writer.Line("public static Devices::KernelDescriptor Descriptor { get; } = new(");
            using (writer.Indent())
            {
                writer.Line(Literal.Text(description) + ",");
                writer.Line($"\"\"\"\n{source}\n\"\"\",");
                writer.Line($"new({Literal.Int32(shader.Threads.X)}, {Literal.Int32(shader.Threads.Y)}),");
                writer.Line($"[{string.Join(", ", shader.Text.Buffers.Select(b => $"new(Devices::DeviceMemory.{b.Kind}, {Literal.Int32(b.Index)})"))}],");
                writer.Line($"{Literal.Int32(shader.Text.Constants.Count)});");
            }

            writer.Line();
            writer.Line($"public Devices::GroupCount Groups => new({string.Join(", ", shader.Groups)});");
            writer.Line();
            using (writer.Block("public void WriteConstants(global::System.Span<uint> constants)"))
            {
                int index = 0;
                foreach (string constant in shader.Text.Constants)
                {
                    writer.Line($"constants[{Literal.Int32(index++)}] = {constant};");
                }
            }
        }
    }
}
