using Compiled.Generator.Graphs;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>What a layer is: operators over its inputs and weights. One instance serves every layer of its kind.</summary>
internal abstract class LayerRecipe
{
    /// <summary>The attribute's name, which is Keras's: <c>Dense</c>.</summary>
    public virtual string Kind => GetType().Name;

    public virtual int MinimumInputs => 1;

    public virtual int MaximumInputs => 1;

    /// <summary>What the elements of an input are; layers compute with floats.</summary>
    public virtual ElementType InputElement(int index) => ElementType.Float32;

    /// <summary>Whether the layer, its activation left out, is one affine map of each sample.</summary>
    public virtual bool IsAffine => false;

    /// <summary>Whether the layer with its activation is such a map: an affine layer behind it then makes one layer with it.</summary>
    public bool IsLinear(SettingReader settings) => IsAffine && settings.Member("Activation", "Linear") == "Linear";

    /// <summary>Whether training replaces values at random, which predictions must not suffer.</summary>
    public virtual bool DropsValues => false;

    /// <summary>How many of the results that <see cref="LowerAll"/> gives are outputs; the others are states.</summary>
    public virtual int Outputs(SettingReader settings) => 1;

    /// <summary>Adds the layer to the graph.</summary>
    /// <exception cref="Diagnostics.DiagnosticException">The layer cannot take these inputs.</exception>
    public abstract Value Lower(LayerContext context, IReadOnlyList<Value> inputs);

    /// <summary>The mask of the output; null where it has none.</summary>
    /// <param name="inputs">The inputs; their masks are <see cref="LayerContext.Masks"/>.</param>
    public abstract Value? Mask(LayerContext context, IReadOnlyList<Value> inputs, Value output);

    /// <summary>All that the layer can give, its output first: what a method that returns a tuple gets.</summary>
    /// <exception cref="Diagnostics.DiagnosticException">The layer cannot take these inputs.</exception>
    public virtual IReadOnlyList<Value> LowerAll(LayerContext context, IReadOnlyList<Value> inputs) => [Lower(context, inputs)];
}
