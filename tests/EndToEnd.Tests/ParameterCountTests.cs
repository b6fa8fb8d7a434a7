namespace Compiled.EndToEnd.Tests;

/// <summary>The parameter counts that the networks were published with.</summary>
public sealed class ParameterCountTests
{
    public static TheoryData<string, long> Published => new()
    {
        { nameof(SoftmaxRegression), 7_850 },
        { nameof(TwoHiddenLayers), 118_282 },
        { nameof(WideHiddenLayers), 669_706 },
        { nameof(FashionNetwork), 266_610 },
        { nameof(FunctionalNetwork), 55_050 },
        { nameof(LeNet), 1_256_080 },
        { nameof(ImageRows), 890 },
        { nameof(AirlineRnn), 29 },
        { nameof(AirlineLstm), 101 },
        { nameof(AirlineGru), 77 },
        { nameof(AirlineGruResetAfter), 89 },
        { nameof(AliceCharacters), 27_306 },
        { nameof(SentenceSentiment), 305_729 },
        { nameof(WordGenerator), 254_513 },
        { nameof(SkipGram), 10_240_002 },
        { nameof(MemoryNetwork), 17_838 },
    };

    [Theory]
    [MemberData(nameof(Published))]
    public void Matches_the_published_count(string network, long count)
    {
        using Model model = network switch
        {
            nameof(SoftmaxRegression) => new SoftmaxRegression(),
            nameof(TwoHiddenLayers) => new TwoHiddenLayers(),
            nameof(WideHiddenLayers) => new WideHiddenLayers(),
            nameof(FashionNetwork) => new FashionNetwork(),
            nameof(LeNet) => new LeNet(),
            nameof(ImageRows) => new ImageRows(),
            nameof(AirlineRnn) => new AirlineRnn(),
            nameof(AirlineLstm) => new AirlineLstm(),
            nameof(AirlineGru) => new AirlineGru(),
            nameof(AirlineGruResetAfter) => new AirlineGruResetAfter(),
            nameof(AliceCharacters) => new AliceCharacters(),
            nameof(SentenceSentiment) => new SentenceSentiment(),
            nameof(WordGenerator) => new WordGenerator(),
            nameof(SkipGram) => new SkipGram(),
            nameof(MemoryNetwork) => new MemoryNetwork(),
            nameof(FunctionalNetwork) => new FunctionalNetwork(),
            _ => throw new ArgumentException($"no network is called {network}", nameof(network)),
        };
        Assert.Equal(network, model.Schema.Name);
        Assert.Equal(count, model.ParameterCount);
        Assert.Equal(count, model.TrainableParameterCount);
    }
}
