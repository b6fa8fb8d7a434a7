using System.Text.RegularExpressions;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests;

/// <summary>The table of the README tells of every layer.</summary>
public partial class ReadmeTests
{
    public static TheoryData<string> Layers => [.. typeof(LayerDefinition).Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(LayerDefinition)) && !t.IsAbstract)
        .Select(t => t.Name[..^nameof(Attribute).Length])
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Layers))]
    public void NamesTheLayerOrItsFamily(string layer)
    {
        string rows = string.Join("\n", File.ReadLines(Path.Combine(Repository.Root, "README.md")).Where(line => Row().IsMatch(line)));
        Assert.Matches($@"\b{Regex.Escape(Written(layer))}\b", rows);
    }

    /// <summary>As the table writes it: families by what they have in common, all others by their name without its number of axes.</summary>
    private static string Written(string layer) => Axes().Replace(layer, "") switch
    {
        "Add" or "Subtract" or "Multiply" or "Average" or "Maximum" or "Minimum" or "Concatenate" or "Dot" => "merges",
        "Conv" => "Conv1D/2D/3D",
        "ConvTranspose" => "transposed",
        "DepthwiseConv" => "depthwise",
        "SeparableConv" => "separable",
        "LocallyConnected" => "locally connected",
        "MaxPooling" or "AveragePooling" => "maximum and average pooling",
        "GlobalMaxPooling" or "GlobalAveragePooling" => "global pooling",
        "ConvLSTM" => layer,
        string name => name,
    };

    [GeneratedRegex(@"^\| ([A-Z]\w+ l|L)ayers \|")]
    private static partial Regex Row();

    [GeneratedRegex("[123]D")]
    private static partial Regex Axes();
}
