using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;
using Compiled.Generator.Programs;
using Compiled.Generator.Tests.Harness;
using Compiled.Generator.Tests.Lowering;

namespace Compiled.Generator.Tests;

/// <summary>What holds of networks as large as the published ones.</summary>
public class LargeNetworkTests
{
    [Theory]
    [InlineData(true, 138_357_544)]
    [InlineData(false, 14_714_688)]
    public void Vgg16HasItsParameters(bool withTop, long count)
    {
        LoweredModel model = Lower(PublishedImages.Vgg16(withTop));
        Assert.Equal(count, model.Parameters.Sum(p => p.Shape.Length.Value));
        Assert.Equal(withTop ? "(batch, 1000)" : "(batch, 7, 7, 512)", model.Outputs[0].Type.ToString());
    }

    [Theory]
    [InlineData(true, 23_851_784)]
    [InlineData(false, 21_802_784)]
    public void InceptionV3HasItsParameters(bool withTop, long count)
    {
        LoweredModel model = Lower(PublishedImages.InceptionV3(withTop));
        Assert.Equal(count, model.Parameters.Sum(p => p.Shape.Length.Value));
        Assert.Equal(withTop ? "(batch, 1000)" : "(batch, 8, 8, 2048)", model.Outputs[0].Type.ToString());

        // Keras counts the input and 13 + 2 concatenations, which are calls here.
        Assert.Equal(311, model.Layers.Count + 1 + 15 - (withTop ? 2 : 0));
    }

    /// <summary>Activations are given up as soon as the backward pass has read them, and gradients share what they leave.</summary>
    [Fact]
    public void TheWorkspaceOfVgg16IsAtMostThreeFifthsOfAllValues()
    {
        Program program = Train(PublishedImages.Vgg16(withTop: true));
        double share = program.WorkspaceLength.Evaluate(_ => 8) / (double)program.UnsharedLength.Evaluate(_ => 8);
        Assert.InRange(share, 0.3, 0.6);
    }

    [Fact]
    public void ADeepNetworkSharesItsWorkspaceToo()
    {
        Program program = Train(PublishedImages.Chain(50));
        Assert.InRange(program.WorkspaceLength.Evaluate(_ => 8) / (double)program.UnsharedLength.Evaluate(_ => 8), 0.2, 0.6);
    }

    /// <summary>The image itself gets no gradient: the first convolution hands nothing back.</summary>
    [Fact]
    public void TheFirstLayerHasNoGradientForItsInput()
    {
        Program program = Train(PublishedImages.Vgg16(withTop: false));
        Assert.Equal(12, program.Kernels.Count(k => k.Root.Operator is ConvolutionInputGradient));
        Assert.Equal(13, program.Kernels.Count(k => k.Root.Operator is ConvolutionKernelGradient));
        Assert.DoesNotContain(program.Kernels, k => k.Root.Operator is ConvolutionInputGradient && k.Root.Layer == "conv2d");
    }

    /// <summary>Twice the layers are twice the kernels: nothing in the graph grows faster than the network.</summary>
    [Fact]
    public void KernelsGrowWithTheNetwork()
    {
        int[] kernels = [.. new[] { 10, 20, 40 }.Select(n => Train(PublishedImages.Chain(n)).Kernels.Count)];
        Assert.Equal(2 * (kernels[1] - kernels[0]), kernels[2] - kernels[1]);
    }

    private static LoweredModel Lower(string source)
    {
        LoweringResult result = ModelLowering.Lower(GeneratorHarness.Read("Net", source).Declaration!);
        Assert.True(result.Model is not null, string.Join("\n", result.Diagnostics));
        return result.Model;
    }

    private static Program Train(string source)
    {
        LoweredModel model = Lower(source);
        Graph graph = Differentiation.Run(model.Training!, [.. model.Parameters.Where(p => p.IsTrainable).Select(p => p.Index)], []);
        return Scheduler.Schedule("Train", Pipeline.Run(graph));
    }
}
