using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Graphs;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>A recurrent layer of the user's own: its <c>Step</c> with options and weights is the body of the loop.</summary>
internal sealed class CustomCell(CustomLayerDeclaration declaration) : RecurrentLayer
{
    public override string Kind => declaration.Type.Name;

    public override int States => declaration.States.Count;

    /// <summary>Any: the cell's weights and states say what it takes.</summary>
    public override string[] Takes => [];

    public override IReadOnlyList<Shape> StateShapes(LayerContext context, Shape x)
    {
        var code = new CustomCode(declaration, context);
        var tensors = new Dictionary<string, Shape> { [declaration.Forward.Parameters[0].Name] = x };
        return [.. declaration.States.Select(s => new Shape(code
            .Sizes(s.Shape, tensors, (text, why) => DiagnosticInfo.Of(Descriptors.WeightShape, s.Span, "state", s.Name, text, why))
            .Items.Insert(0, x[0])))];
    }

    public override Shape OutputShape(LayerContext context, Shape x) => new CustomCode(declaration, context).ResultShapes([x, .. StateShapes(context, x)])[0];

    public override CellStep Step(CellContext cell, Value x, IReadOnlyList<Value> states)
    {
        IReadOnlyList<Value> results = cell.Call(new CustomCode(declaration, cell.Layer), [x, .. states]);
        Value output = results[0];
        if (output.Shape.Rank == 0 || output.Shape[0] != x.Shape[0])
        {
            throw Unfit(cell, $"an output {output.Shape}", "an output has the batch as its first axis");
        }

        for (int i = 0; i < States; i++)
        {
            if (results[i + 1].Type != states[i].Type)
            {
                throw Unfit(cell, $"the next state '{declaration.States[i].Name}' as {results[i + 1].Type}", $"that state is {states[i].Type}");
            }
        }

        return new(output, [.. results.Skip(1)]);
    }

    private DiagnosticException Unfit(CellContext cell, string given, string wanted) =>
        new(DiagnosticInfo.Of(Descriptors.CellStep, declaration.Forward.Span, cell.Layer.Name, given, wanted));
}
