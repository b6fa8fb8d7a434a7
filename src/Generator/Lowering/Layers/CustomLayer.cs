using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering.Forward;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>A layer of the user's own: its <c>Forward</c> with options and weights, inlined with the caller's shapes.</summary>
internal sealed class CustomLayer(CustomLayerDeclaration declaration) : LayerRecipe
{
    public override string Kind => declaration.Type.Name;

    public override int MinimumInputs => declaration.Forward.Parameters.Count(p => p.IsTensor);

    public override int MaximumInputs => MinimumInputs;

    public override ElementType InputElement(int index) =>
        declaration.Forward.Parameters.Where(p => p.IsTensor).ElementAt(index).Type == "Tensor<int>" ? ElementType.Int32 : ElementType.Float32;

    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs) => new CustomCode(declaration, context).Call(inputs)[0];

    /// <summary>What becomes of the masks of its inputs is up to its author.</summary>
    public override Value? Mask(LayerContext context, IReadOnlyList<Value> inputs, Value output) => context.MaskOfResult;
}
