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
            _ => new FunctionalNetwork(),
        };
        Assert.Equal(network, model.Schema.Name);
        Assert.Equal(count, model.ParameterCount);
        Assert.Equal(count, model.TrainableParameterCount);
    }
}
