using Compiled.Generator.Graphs;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>x where positive, else alpha (e^x − 1).</summary>
internal sealed class ELU : StepwiseLayer
{
    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs) =>
        Activations.ActivationTable.Elu(inputs[0], context.Settings.Real("Alpha", 1));
}
