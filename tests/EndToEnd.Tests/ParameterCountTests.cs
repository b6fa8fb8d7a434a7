namespace Compiled.EndToEnd.Tests;

/// <summary>The parameter counts that networks were published with; those of samples by the samples' own classes.</summary>
public sealed class ParameterCountTests
{
    private static readonly (Func<Model> Create, long Count)[] _published =
    [
        (() => new SoftmaxRegression(), 7_850),
        (() => new TwoHiddenLayers(), 118_282),
        (() => new WideHiddenLayers(), 669_706),
        (() => new FashionNetwork(), 266_610),
        (() => new FunctionalNetwork(), 55_050),
        (() => new LeNet(), 1_256_080),
        (() => new MnistRows.RowReader(), 890),
        (() => new Airline.SimpleForecaster(), 29),
        (() => new Airline.LongShortTermForecaster(), 101),
        (() => new Airline.GatedForecaster(), 77),
        (() => new Airline.ResetAfterForecaster(), 89),
        (() => new CharacterRnn.CharacterModel(), 27_306),
        (() => new Sentiment.RecurrentClassifier(), 305_729),
        (() => new WordGenerator(), 254_513),
        (() => new Word2Vec.SkipGramModel(), 10_240_002),
        (() => new MemoryNetwork.MemoryModel(), 17_838),
    ];

    [Fact]
    public void Counts_are_the_published_ones() => Assert.All(_published, network =>
    {
        using Model model = network.Create();
        Assert.Equal((network.Count, network.Count), (model.ParameterCount, model.TrainableParameterCount));
    });
}
