using System.Globalization;
using Compiled.Generator.Declarations;
using Compiled.Generator.Emitting.Shaders;
using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering;
using Compiled.Generator.Programs;

namespace Compiled.Generator.Emitting;

/// <summary>Writes the public face of a model: base class, constructor, tables, members, and which program runs when.</summary>
internal static class ModelEmitter
{
    private const string Usings = """
        using System;
        using System.Numerics.Tensors;
        using Compiled;
        using Compiled.Kernels;
        """;

    public static IEnumerable<GeneratedFile> Emit(LoweredModel model, IReadOnlyList<Program> programs)
    {
        TypeDeclaration type = model.Declaration.Type;
        yield return new(
            $"{type.FullName}.g.cs",
            TypeScope.Write(type, Usings, Documentation(model), " : global::Compiled.Model", writer => EmitFace(writer, model, programs)));
        yield return new(
            $"{type.FullName}.Interpreter.g.cs",
            TypeScope.Write(type, Usings, [], "", writer => InterpreterEmitter.Emit(writer, model)));
    }

    private static void EmitFace(CodeWriter writer, LoweredModel model, IReadOnlyList<Program> programs)
    {
        string name = model.Declaration.Type.Name;
        SchemaEmitter.Emit(writer, model, [.. programs.SelectMany(p => RowGradients.Of(p.Graph))]);

        writer.Line();
        writer.Line($"/// <summary>A new {name} with freshly drawn weights.</summary>");
        writer.Line("/// <param name=\"seed\">Decides the weights, the shuffling and the dropout: the same seed gives the same training, bit for bit.</param>");
        using (writer.Block($"public {name}(ulong seed = 0)\n    : base(_schema, seed)"))
        {
        }

        writer.Line();
        writer.Line($"/// <summary>A new {name} with freshly drawn weights that runs on a device.</summary>");
        writer.Line("/// <param name=\"device\">Such as <c>Device.Best</c>.</param>");
        writer.Line("/// <exception cref=\"global::System.InvalidOperationException\">The device is a GPU, and the model has no kernels for it.</exception>");
        using (writer.Block($"public {name}(global::Compiled.Device device)\n    : this(0, device)"))
        {
        }

        writer.Line();
        writer.Line($"/// <summary>A new {name} with freshly drawn weights that runs on a device.</summary>");
        writer.Line("/// <param name=\"seed\">Decides the weights, the shuffling and the dropout.</param>");
        writer.Line("/// <param name=\"device\">Such as <c>Device.Best</c>.</param>");
        writer.Line("/// <exception cref=\"global::System.InvalidOperationException\">The device is a GPU, and the model has no kernels for it.</exception>");
        using (writer.Block($"public {name}(ulong seed, global::Compiled.Device device)\n    : this(seed)"))
        {
            writer.Line("base.Device = device;");
        }

        writer.Line();
        using (writer.Block($"internal {name}(global::Compiled.Model owner, long offset)\n    : base(_schema, owner, offset)"))
        {
        }

        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line("protected override global::Compiled.Model CreateEmpty() => new " + name + "();");

        if (model.HasInputGradients)
        {
            writer.Line();
            writer.Line("/// <inheritdoc/>");
            writer.Line("protected override bool HasInputGradients => true;");
        }

        if (model.Inspection is not null)
        {
            writer.Line();
            writer.Line("/// <inheritdoc/>");
            writer.Line("protected override bool HasInspection => true;");
        }

        PredictEmitter.Emit(writer, model);
        foreach (MemberDeclaration member in model.Declaration.Members)
        {
            EmitMember(writer, model, member);
        }

        EmitLength(writer, model, "WorkspaceLength", programs, p => p.WorkspaceLength);
        EmitLength(writer, model, "UnsharedWorkspaceLength", programs, p => p.UnsharedLength);
        if (model.HasShaders)
        {
            Program[] recorded = [.. programs.Where(ShaderProgramEmitter.RunsOnDevices)];
            EmitRecord(writer, recorded);
            EmitSwitch(writer, "DeviceWorkspaceLength", ", int length", recorded, p => $"{ShaderProgramEmitter.ClassName(p)}.WorkspaceLength(batch, length)");
        }

        if (LoopCost.Of(programs.First(p => p.Name == "Infer")) is { } cost)
        {
            writer.Line();
            writer.Line("/// <inheritdoc/>");
            writer.Line($"protected override (long Work, long StepWeights) LoopCost(int length) => ({Dimensions.Long(cost.Work)}, {Literal.Int64(cost.StepWeights)});");
        }

        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block("protected override void Run(ProgramKind program, in ProgramArguments arguments)"))
        {
            using (writer.Block("switch (program)"))
            {
                foreach (Program program in programs)
                {
                    writer.Line($"case ProgramKind.{program.Name}:");
                    writer.Line($"    {ProgramEmitter.ClassName(program)}.Run(in arguments);");
                    writer.Line("    break;");
                }

                writer.Line("default:");
                writer.Line("    throw WithoutLoss(program);");
            }
        }
    }

    /// <summary>Which program's kernels a device is given.</summary>
    private static void EmitRecord(CodeWriter writer, IReadOnlyList<Program> programs)
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line("protected override bool HasKernels => true;");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block("protected override void Record(ProgramKind program, global::Compiled.Devices.CommandList commands, global::Compiled.Devices.BufferTable buffers, in global::Compiled.Devices.StepConstants step)"))
        {
            using (writer.Block("switch (program)"))
            {
                foreach (Program program in programs)
                {
                    writer.Line($"case ProgramKind.{program.Name}:");
                    writer.Line($"    {ShaderProgramEmitter.ClassName(program)}.Record(commands, buffers, in step);");
                    writer.Line("    break;");
                }

                writer.Line("default:");
                writer.Line("    throw WithoutLoss(program);");
            }
        }
    }

    private static void EmitLength(CodeWriter writer, LoweredModel model, string method, IReadOnlyList<Program> programs, Func<Program, Dimension> length)
    {
        if (model.MaxLength > 0)
        {
            writer.Line();
            writer.Line("/// <inheritdoc/>");
            writer.Line($"protected override long {method}(ProgramKind program, int batch) => {method}(program, batch, {Literal.Int32(model.MaxLength)});");
        }

        EmitSwitch(writer, method, model.MaxLength > 0 ? ", int length" : "", programs, program => Dimensions.Long(length(program)));
    }

    /// <summary>A length of each program for a batch.</summary>
    /// <param name="parameters">Those behind the program and the batch.</param>
    private static void EmitSwitch(CodeWriter writer, string method, string parameters, IReadOnlyList<Program> programs, Func<Program, string> length)
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block($"protected override long {method}(ProgramKind program, int batch{parameters}) => program switch", "};"))
        {
            foreach (Program program in programs)
            {
                writer.Line($"ProgramKind.{program.Name} => {length(program)},");
            }

            writer.Line("_ => throw WithoutLoss(program),");
        }
    }

    private static void EmitMember(CodeWriter writer, LoweredModel model, MemberDeclaration member)
    {
        string type = "global::" + member.Model.Type.FullName;
        string field = "_" + Identifier.Camel(member.Member).TrimStart('@') + "Model";
        long offset = model.Parameters.Where(p => p.Name.StartsWith(member.Name + "/", StringComparison.Ordinal)).Select(p => p.Offset).DefaultIfEmpty(0).Min();
        writer.Line();
        writer.Line($"private {type}? {field};");
        writer.Line();
        writer.Line($"/// <summary>The {member.Model.Type.Name} inside: its weights are part of this model's.</summary>");
        writer.Line($"{member.Modifiers} {type} {member.Member} => {field} ??= new {type}(this, {Literal.Int64(offset)});");
    }

    /// <summary>The class's hover text: what goes in and out, and how many parameters there are.</summary>
    private static IReadOnlyList<string> Documentation(LoweredModel model)
    {
        long count = model.Parameters.Sum(p => p.Shape.Length.Value);
        var lines = new List<string>
        {
            "<remarks>",
            $"<para>{count.ToString("N0", CultureInfo.InvariantCulture)} parameters. "
                + $"In: {string.Join(", ", model.Inputs.Select(i => $"{i.Name} {i.Type}"))}. Out: {string.Join(", ", model.Outputs.Select(o => $"{o.Name} {o.Type}"))}.</para>",
            "<list type=\"table\">",
        };
        lines.AddRange(model.Layers.Select(l =>
            $"<item><term>{l.Name}</term><description>{l.Kind}, {l.Output}, {l.Parameters.Sum(p => model.Parameters[p].Shape.Length.Value).ToString("N0", CultureInfo.InvariantCulture)} parameters</description></item>"));
        lines.AddRange(["</list>", "</remarks>"]);
        return lines;
    }
}
