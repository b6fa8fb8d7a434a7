namespace Compiled.Generator.Lowering.Layers;

/// <summary>The built-in layers, one line each.</summary>
internal static class LayerRegistry
{
    private static readonly Dictionary<string, LayerRecipe> _byKind = new LayerRecipe[]
    {
        new Dense(),
        new Activation(),
        new Dropout(),
        new Flatten(),
        new Reshape(),
        new Permute(),
        new RepeatVector(),
        new BatchNormalization(),
        new LayerNormalization(),
        new GaussianNoise(),
        new GaussianDropout(),
        new AlphaDropout(),
        new LeakyReLU(),
        new PReLU(),
        new ELU(),
        new ThresholdedReLU(),
        new ActivityRegularization(),
        new Add(),
        new Subtract(),
        new Multiply(),
        new Average(),
        new Maximum(),
        new Minimum(),
        new Concatenate(),
        new Dot(),
        new Embedding(),
    }.ToDictionary(r => r.Kind);

    public static IEnumerable<LayerRecipe> All => _byKind.Values;

    public static LayerRecipe? Find(string kind) => _byKind.TryGetValue(kind, out LayerRecipe? recipe) ? recipe : null;
}
