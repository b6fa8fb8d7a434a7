using Compiled.Generator.Declarations;

namespace Compiled.Generator.Emitting;

/// <summary>
/// Writes the members of a model that has errors, without a program: so that the error list shows what is wrong with the network, and not
/// also every partial method and every use of the model that C# would miss. Nothing of it ever runs, for the build has failed.
/// </summary>
internal static class PlaceholderEmitter
{
    private const string Usings = """
        using System.Numerics.Tensors;
        using Compiled;
        """;

    public static GeneratedFile Emit(ModelDeclaration model) => new(
        $"{model.Type.FullName}.g.cs",
        TypeScope.Write(model.Type, Usings, [], " : global::Compiled.Model", writer => Emit(writer, model)));

    private static void Emit(CodeWriter writer, ModelDeclaration model)
    {
        string name = model.Type.Name;
        string failure = $"throw new global::System.InvalidOperationException({Literal.Text($"{name} has errors and was not compiled")})";
        writer.Line($"/// <summary>{name} has errors and was not compiled.</summary>");
        using (writer.Block($"public {name}(ulong seed = 0)\n    : base(null!, seed)"))
        {
            writer.Line($"{failure};");
        }

        writer.Line();
        using (writer.Block($"public {name}(global::Compiled.Device device)\n    : this(0)"))
        {
        }

        writer.Line();
        using (writer.Block($"public {name}(ulong seed, global::Compiled.Device device)\n    : this(seed)"))
        {
        }

        writer.Line();
        writer.Line($"protected override global::Compiled.Model CreateEmpty() => {failure};");
        writer.Line();
        writer.Line($"protected override long WorkspaceLength(ProgramKind program, int batch) => {failure};");
        writer.Line();
        writer.Line($"protected override void Run(ProgramKind program, in ProgramArguments arguments) => {failure};");
        if (model.IsChain)
        {
            string parameters = string.Join(", ", model.Forward.Parameters.Select(p => $"{p.Type} {Identifier.Of(p.Name)}"));
            writer.Line();
            writer.Line($"/// <summary>{name} has errors and was not compiled.</summary>");
            writer.Line($"public Tensor<float> Forward({parameters}) => {failure};");
        }

        foreach (MemberDeclaration member in model.Members)
        {
            writer.Line();
            writer.Line($"{member.Modifiers} global::{member.Model.Type.FullName} {member.Member} => {failure};");
        }

        foreach (StackDeclaration stack in model.Stacks)
        {
            writer.Line();
            writer.Line($"{LayerMethod.Signature(stack, model)} => {failure};");
        }

        foreach (LayerDeclaration layer in model.Layers)
        {
            writer.Line();
            writer.Line($"{LayerMethod.Signature(layer)} => {failure};");
        }
    }
}
