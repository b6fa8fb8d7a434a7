using Compiled.Generator.Declarations;
using Compiled.Generator.Graphs;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>
/// Several cells in one loop: each takes the output of the one before in the same step. Weights are named after layer and cell,
/// <c>encode/lstm_kernel</c>; the states are those of all cells, in order.
/// </summary>
internal sealed class StackedCells(IReadOnlyList<(LayerDeclaration Declaration, RecurrentLayer Recipe)> cells) : RecurrentLayer
{
    public override int States => cells.Sum(c => c.Recipe.States);

    public override string[] Takes => cells[0].Recipe.Takes;

    public override IReadOnlyList<Shape> StateShapes(LayerContext context, Shape x)
    {
        List<Shape> shapes = [];
        foreach ((LayerDeclaration declaration, RecurrentLayer recipe) in cells)
        {
            LayerContext part = context.Part(declaration);
            string[] takes = recipe.Takes;
            if (takes.Length > 0 && takes.Length != x.Rank - 1)
            {
                throw context.ShapeError(x.ToString(), $"its cell '{declaration.Name}' takes (batch, {string.Join(", ", takes)}) in a step", "stack cells of which each takes what the one before gives");
            }

            shapes.AddRange(recipe.StateShapes(part, x));
            x = shapes.Count < States ? recipe.OutputShape(part, x) : x;
        }

        return shapes;
    }

    public override Shape OutputShape(LayerContext context, Shape x) =>
        cells.Aggregate(x, (input, cell) => cell.Recipe.OutputShape(context.Part(cell.Declaration), input));

    public override CellStep Step(CellContext cell, Value x, IReadOnlyList<Value> states)
    {
        List<Value> next = [];
        foreach ((LayerDeclaration declaration, RecurrentLayer recipe) in cells)
        {
            Value[] own = [.. states.Skip(next.Count).Take(recipe.States)];
            CellStep step = recipe.Step(cell.Part(declaration, x.Shape, own[0].Shape), x, own);
            x = step.Output;
            next.AddRange(step.States);
        }

        return new(x, next);
    }
}
