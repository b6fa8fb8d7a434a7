using Compiled.Generator.Graphs;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>x where positive, else alpha · x.</summary>
internal sealed class LeakyReLU : StepwiseLayer
{
    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs) =>
        Activations.ActivationTable.LeakyRelu(inputs[0], context.Settings.Real("Alpha", 0.3));
}
