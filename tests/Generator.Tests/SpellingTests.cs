namespace Compiled.Generator.Tests;

public class SpellingTests
{
    [Theory]
    [InlineData("Sofmax", "Softmax")]
    [InlineData("softmax", "Softmax")]
    [InlineData("Sotfmax", "Softmax")] // two letters swapped
    [InlineData("Concat", null)] // too far from Concatenate
    [InlineData("Relu", null)] // right already
    [InlineData("Selu", "Relu")]
    [InlineData("", null)]
    public void TheNearestNameIsFound(string written, string? expected) =>
        Assert.Equal(expected, Spelling.Closest(written, ["Concatenate", "Relu", "Softmax", "Softplus"]));

    [Fact]
    public void OfEquallyNearNamesTheFirstInTheAlphabetIsTaken() => Assert.Equal("bit", Spelling.Closest("bxt", ["bot", "bit"]));
}
