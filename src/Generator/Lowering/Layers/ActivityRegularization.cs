using Compiled.Generator.Graphs;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>Its input, whose absolute values and squares add to the loss.</summary>
internal sealed class ActivityRegularization : StepwiseLayer
{
    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        context.AddPenalty(inputs[0], context.Settings.Real("L1", 0), context.Settings.Real("L2", 0), perSample: true);
        return inputs[0];
    }
}
