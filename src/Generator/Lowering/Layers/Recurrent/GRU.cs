using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>
/// Gated recurrent unit (Cho et al. 2014): gates z, r and the candidate, in this order; h = z · h + (1 − z) · candidate. The classic form
/// resets the state before its product with the weights; <c>ResetAfter</c> resets the product, which has a bias of its own then.
/// </summary>
internal sealed class GRU : RecurrentLayer
{
    public override int States => 1;

    public override CellStep Step(CellContext cell, Value x, IReadOnlyList<Value> states)
    {
        Value h = states[0], kernel = cell.RecurrentKernel(3);
        Value update, candidate;
        if (cell.Settings.Boolean("ResetAfter", true))
        {
            Value? biases = cell.Bias(Shape.Of(2, 3 * cell.Units));
            Value projected = cell.Project(x, 3, Row(0)), product = cell.Dropped(h).MatrixProduct(kernel);
            product = Row(1) is { } bias ? product + bias : product;
            update = cell.ActivateGate(cell.Gate(projected, 0) + cell.Gate(product, 0));
            Value reset = cell.ActivateGate(cell.Gate(projected, 1) + cell.Gate(product, 1));
            candidate = cell.Activate(cell.Gate(projected, 2) + (reset * cell.Gate(product, 2)));

            Value? Row(int index) => biases?.Slice(0, index, 1).Reshape(Shape.Of(3 * cell.Units));
        }
        else
        {
            Value projected = cell.Project(x, 3, cell.Bias(Shape.Of(3 * cell.Units))), gates = cell.Dropped(h).MatrixProduct(kernel.Slice(1, 0, 2 * cell.Units));
            update = cell.ActivateGate(cell.Gate(projected, 0) + cell.Gate(gates, 0));
            Value reset = cell.ActivateGate(cell.Gate(projected, 1) + cell.Gate(gates, 1));
            candidate = cell.Activate(cell.Gate(projected, 2) + cell.Dropped(reset * h).MatrixProduct(cell.Gate(kernel, 2)));
        }

        return new((update * h) + ((1 - update) * candidate));
    }
}
