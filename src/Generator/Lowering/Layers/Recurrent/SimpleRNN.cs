using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>h = activation(x · kernel + bias + h · recurrent kernel) (Elman 1990).</summary>
internal sealed class SimpleRNN : RecurrentLayer
{
    public override int States => 1;

    public override CellStep Step(CellContext cell, Value x, IReadOnlyList<Value> states) =>
        new(cell.Activate(cell.Project(x, 1, cell.Bias(Shape.Of(cell.Units))) + cell.Dropped(states[0]).MatrixProduct(cell.RecurrentKernel(1))));
}
