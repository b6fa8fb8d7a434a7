namespace Compiled.EndToEnd.Tests;

/// <summary>The models of the harness: every layer, every merge, every form of the language.</summary>
internal static class Cases
{
    public static IReadOnlyList<ModelCase> All { get; } =
    [
        ModelCase.Of(seed => new DenseModel(seed), (model, x) => model.Interpret(x), [3], 75),
        ModelCase.Of(seed => new FlattenModel(seed), (model, x) => model.Interpret(x), [2], 34),
        ModelCase.Of(seed => new ReshapeModel(seed), (model, x) => model.Interpret(x), [2, 2], 38),
        ModelCase.Of(seed => new PermuteModel(seed), (model, x) => model.Interpret(x), [4, 3], 25),
        ModelCase.Of(seed => new RepeatVectorModel(seed), (model, x) => model.Interpret(x), [4, 2], 23),
        ModelCase.Of(seed => new ActivationModel(seed), (model, x) => model.Interpret(x), [2], 44),
        ModelCase.Of(seed => new DropoutModel(seed), (model, x) => model.Interpret(x), [2], 44),
        ModelCase.Of(seed => new BatchNormalizationModel(seed), (model, x) => model.Interpret(x), [2], 68),
        ModelCase.Of(seed => new LayerNormalizationModel(seed), (model, x) => model.Interpret(x), [2], 56),
        ModelCase.Of(seed => new GaussianNoiseModel(seed), (model, x) => model.Interpret(x), [2], 44),
        ModelCase.Of(seed => new GaussianDropoutModel(seed), (model, x) => model.Interpret(x), [2], 44),
        ModelCase.Of(seed => new AlphaDropoutModel(seed), (model, x) => model.Interpret(x), [2], 44),
        ModelCase.Of(seed => new LeakyReLUModel(seed), (model, x) => model.Interpret(x), [2], 44),
        ModelCase.Of(seed => new PReLUModel(seed), (model, x) => model.Interpret(x), [2], 50),
        ModelCase.Of(seed => new ELUModel(seed), (model, x) => model.Interpret(x), [2], 44),
        ModelCase.Of(seed => new ThresholdedReLUModel(seed), (model, x) => model.Interpret(x), [2], 44),
        ModelCase.Of(seed => new ActivityRegularizationModel(seed), (model, x) => model.Interpret(x), [2], 44),
        ModelCase.Of(seed => new AddModel(seed), (model, first, second) => model.Interpret(first, second), [2], 50),
        ModelCase.Of(seed => new SubtractModel(seed), (model, first, second) => model.Interpret(first, second), [2], 50),
        ModelCase.Of(seed => new MultiplyModel(seed), (model, first, second) => model.Interpret(first, second), [2], 50),
        ModelCase.Of(seed => new AverageModel(seed), (model, first, second) => model.Interpret(first, second), [2], 50),
        ModelCase.Of(seed => new MaximumModel(seed), (model, first, second) => model.Interpret(first, second), [2], 50),
        ModelCase.Of(seed => new MinimumModel(seed), (model, first, second) => model.Interpret(first, second), [2], 50),
        ModelCase.Of(seed => new ConcatenateModel(seed), (model, first, second) => model.Interpret(first, second), [2], 58),
        ModelCase.Of(seed => new DotModel(seed), (model, first, second) => model.Interpret(first, second), [2], 44),
        ModelCase.Of(seed => new ActivationsModel(seed), (model, x) => model.Interpret(x), [3], 227),
        ModelCase.Of(seed => new SharedLayerModel(seed), (model, first, second) => model.Interpret(first, second), [2], 26),
        ModelCase.Of(seed => new StackModel(seed), (model, first, second) => model.Interpret(first, second), [2], 24 + 12 + 15 + 8),
        ModelCase.Of(seed => new StatementsModel(seed), (model, x) => model.Interpret(x), [2], 35),
        ModelCase.Of(seed => new CustomLayerModel(seed), (model, x) => model.Interpret(x), [2], 32),
        ModelCase.Of(seed => new CustomLossModel(seed), (model, x) => model.Interpret(x), [2], 26),
        ModelCase.Of(seed => new RegularizedModel(seed), (model, x) => model.Interpret(x), [2], 57),
        ModelCase.Of(seed => new NestedModel(seed), (model, first, second) => model.Interpret(first, second), [2], 51),
        ModelCase.Of(seed => new FrozenModel(seed), (model, x) => model.Interpret(x), [2], 99),
        ModelCase.Of(seed => new NormalizedSequenceModel(seed), (model, x) => model.Interpret(x), [3, 2], 25 + 15 + 15 + 12),
        ModelCase.Of(seed => new SharedSlopesModel(seed), (model, x) => model.Interpret(x), [3, 2], 25 + 5 + 12),
        ModelCase.Of(seed => new StepClassesModel(seed), (model, x) => model.Interpret(x), [3, 5], 30 + 35),
        ModelCase.Of(seed => new AttentionModel(seed), (model, x) => model.Interpret(x), [4, 2], 20 + 20 + 24 + 10),
        ModelCase.OfIds(seed => new EmbeddingModel(seed), (model, ids) => model.Interpret(ids), [2], 18 + 26),
        ModelCase.OfIds(seed => new FrozenEmbeddingModel(seed), (model, ids) => model.Interpret(ids), [2], 24 + 10),
        ModelCase.Of(seed => new SequenceConvolutionModel(seed), (model, x) => model.Interpret(x), [2], 60 + 30 + 76 + 10),
        ModelCase.Of(seed => new ImageConvolutionModel(seed), (model, x) => model.Interpret(x), [3], 152 + 72 + 150 + 24 + 21),
        ModelCase.Of(seed => new VolumeConvolutionModel(seed), (model, x) => model.Interpret(x), [2], 68 + 75 + 14),
        ModelCase.Of(seed => new ResidualModel(seed), (model, x) => model.Interpret(x), [2], 112 + 16 + 148 + 16 + 10),
    ];

    public static ModelCase Find(string name) => All.Single(c => c.Name == name);
}
