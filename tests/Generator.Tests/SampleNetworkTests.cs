using Compiled.Generator.Lowering;
using Compiled.Generator.Operators;
using Compiled.Generator.Reading;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests;

/// <summary>The samples of published networks have the published shapes after each block.</summary>
public class SampleNetworkTests
{
    [Fact]
    public void Vgg16HalvesItsPicturesWithEachBlock()
    {
        LoweredModel model = Lower("Vgg16", "Vgg16.Vgg16Features");
        Assert.Equal(
            ["(batch, 112, 112, 64)", "(batch, 56, 56, 128)", "(batch, 28, 28, 256)", "(batch, 14, 14, 512)", "(batch, 7, 7, 512)"],
            model.Layers.Where(l => l.Kind == "MaxPooling2D").Select(l => l.Output.ToString()));
    }

    /// <summary>A block of Inception-v3 ends in the concatenation of its branches.</summary>
    [Fact]
    public void InceptionV3HasItsElevenMixedBlocks()
    {
        LoweredModel model = Lower("InceptionV3", "InceptionV3.InceptionV3Features");
        Assert.Equal(
            [
                "(batch, 35, 35, 256)", "(batch, 35, 35, 288)", "(batch, 35, 35, 288)",
                .. Enumerable.Repeat("(batch, 17, 17, 768)", 5),
                "(batch, 8, 8, 1280)", "(batch, 8, 8, 2048)", "(batch, 8, 8, 2048)",
            ],
            model.Inference.Nodes.Where(n => n.Operator is Concatenate).Select(n => n.Shape.ToString()));
    }

    private static LoweredModel Lower(string sample, string type)
    {
        ReadResult read = GeneratorHarness.Read(type, SampleSources.Of(sample));
        Assert.NotNull(read.Declaration);
        LoweringResult result = ModelLowering.Lower(read.Declaration);
        Assert.True(result.Model is not null, string.Join("\n", result.Diagnostics.Select(d => d.ToDiagnostic(read.Map))));
        return result.Model;
    }
}
