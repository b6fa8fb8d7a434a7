using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>
/// Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000): gates i, f, o and the candidate g, in
/// the order i, f, g, o; c = f · c + i · g, h = o · activation(c). <c>Peephole</c> lets the gates see the cell (Gers and Schmidhuber 2000).
/// </summary>
internal sealed class LSTM : RecurrentLayer
{
    public override int States => 2;

    public override CellStep Step(CellContext cell, Value x, IReadOnlyList<Value> states) =>
        Next(cell, cell.Project(x, 4, Bias(cell)) + cell.Dropped(states[0]).MatrixProduct(cell.RecurrentKernel(4)), states[1]);

    /// <summary>The bias of the gates, that of the forget gate beginning with ones; null without one.</summary>
    public static Value? Bias(CellContext cell) =>
        cell.Bias(Shape.Of(4 * cell.Units), cell.Settings.Boolean("UnitForgetBias", true) ? (cell.Units, cell.Units) : null);

    /// <summary>The step behind its products.</summary>
    /// <param name="z">The gates before their activations, behind each other on the last axis.</param>
    /// <param name="c">The cell that enters the step.</param>
    public static CellStep Next(CellContext cell, Value z, Value c)
    {
        Value input = cell.ActivateGate(Seen("input", cell.Gate(z, 0), c));
        Value forget = cell.ActivateGate(Seen("forget", cell.Gate(z, 1), c));
        Value next = (forget * c) + (input * cell.Activate(cell.Gate(z, 2)));
        Value output = cell.ActivateGate(Seen("output", cell.Gate(z, 3), next));
        return new(output * cell.Activate(next), next);

        Value Seen(string gate, Value value, Value state) => cell.Settings.Boolean("Peephole", false)
            ? value + (state * cell.Weight(gate + "_gate_peephole_weights", "Kernel", Shape.Of(cell.Units), "GlorotUniform"))
            : value;
    }
}
