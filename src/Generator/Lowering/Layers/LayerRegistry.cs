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
        new Conv(1),
        new Conv(2),
        new Conv(3),
        new ConvTranspose(1),
        new ConvTranspose(2),
        new ConvTranspose(3),
        new Pooling(isMaximum: true, 1),
        new Pooling(isMaximum: true, 2),
        new Pooling(isMaximum: true, 3),
        new Pooling(isMaximum: false, 1),
        new Pooling(isMaximum: false, 2),
        new Pooling(isMaximum: false, 3),
        new GlobalPooling(isMaximum: true, 1),
        new GlobalPooling(isMaximum: true, 2),
        new GlobalPooling(isMaximum: true, 3),
        new GlobalPooling(isMaximum: false, 1),
        new GlobalPooling(isMaximum: false, 2),
        new GlobalPooling(isMaximum: false, 3),
    }.ToDictionary(r => r.Kind);

    public static IEnumerable<LayerRecipe> All => _byKind.Values;

    public static LayerRecipe? Find(string kind) => _byKind.TryGetValue(kind, out LayerRecipe? recipe) ? recipe : null;
}
