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

    private static readonly string[] _stepConstants = ["batch", "length", "seedLow", "seedHigh", "stepLow", "stepHigh"];

    private const string Suffix = ".Shaders.g.cs";

    public static GeneratedFile Emit(TypeDeclaration type, Program program, ModelNames model) => new(
        $"{type.FullName}.{program.Name}{Suffix}",
        TypeScope.Write(type, Usings, [], "", writer => Emit(writer, type, program, model)));

    /// <summary>Whether a file is one of these.</summary>
    public static bool Emitted(GeneratedFile file) => file.HintName.EndsWith(Suffix, StringComparison.Ordinal);

    /// <summary>Whether devices run the program: looking inside a model is the processor's.</summary>
    public static bool RunsOnDevices(Program program) => program.Name is "Infer" or "Evaluate" or "Train";

    /// <summary>The nested class that holds a program; its methods are <c>Record</c> and <c>WorkspaceLength</c>.</summary>
    public static string ClassName(Program program) => program.Name + "Shaders";

    private static void Emit(CodeWriter writer, TypeDeclaration type, Program program, ModelNames model)
    {
        var recorder = new ShaderRecorder($"{type.Name}.{program.Name}", ClassName(program), new(program.WorkspaceLength));
        recorder.Record(program, new(program, new(program, model), model));

        writer.Line($"/// <summary>{program.Kernels.Count} kernels for a device.</summary>");
        using (writer.Block($"private static class {ClassName(program)}"))
        {
            writer.Line("/// <summary>Records the kernels in order.</summary>");
            using (writer.Block("public static void Record(Devices::CommandList commands, Devices::BufferTable buffers, in Devices::StepConstants step)"))
            {
                foreach (string constant in _stepConstants.Where(recorder.Constants.Contains))
                {
                    writer.Line($"uint {constant} = step.{char.ToUpperInvariant(constant[0])}{constant.Substring(1)};");
                }

                writer.Lines(recorder.Calls);
            }

            writer.Line();
            writer.Line("/// <summary>What the kernels need beside inputs and outputs, in floats.</summary>");
            writer.Line($"public static long WorkspaceLength(int batch, int length) => {Dimensions.Long(recorder.Scratch.Length)};");
            writer.Lines(recorder.Structs);
        }
    }
}
