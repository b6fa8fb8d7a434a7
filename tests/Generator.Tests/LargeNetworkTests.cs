using System.Globalization;
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
    private const double Mebibyte = 1 << 20;

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

    /// <summary>
    /// Activations are given up as soon as the backward pass has read them, and gradients share what they leave. The weights' share is the
    /// same for every batch, and VGG-16 has many.
    /// </summary>
    [Theory]
    [InlineData("VGG-16", 64, 0)]
    [InlineData("VGG-16", 128, 2)]
    [InlineData("Inception-v3", 1, 0)]
    [InlineData("Inception-v3", 8, 2)]
    public void TrainingTakesAtMostThreeFifthsOfKeepingEverything(string network, int batch, int optimizerStates)
    {
        (Program program, long weights) = TrainPublished(network);
        (long planned, long kept) = Memory(program, weights, batch, optimizerStates);
        Assert.InRange(planned / (double)kept, 0.3, 0.6);
        Assert.InRange(program.WorkspaceLength.Evaluate(_ => batch) / (double)program.UnsharedLength.Evaluate(_ => batch), 0.3, 0.55);
    }

    /// <summary>The page about convolutions says how much memory training takes, by batch.</summary>
    [Theory]
    [InlineData("VGG-16", 6)]
    [InlineData("Inception-v3", 4)]
    public void TheDocumentedMemoryIsWhatIsPlanned(string network, int batches)
    {
        (Program program, long weights) = TrainPublished(network);
        string[] documented = [.. File.ReadLines(Path.Combine(Repository.Root, "docs", "convolutions.md")).Where(line => line.StartsWith($"| {network} |", StringComparison.Ordinal))];
        Assert.Equal(batches, documented.Length);
        foreach (string row in documented)
        {
            int batch = int.Parse(row.Split('|')[2], CultureInfo.InvariantCulture);
            Assert.Equal(FormattableString.Invariant($"| {network} | {batch} | {Columns(0)} | {Columns(2)} |"), row);

            string Columns(int optimizerStates)
            {
                (long planned, long kept) = Memory(program, weights, batch, optimizerStates);
                return FormattableString.Invariant($"{planned / Mebibyte:N0} | {kept / Mebibyte:N0} | {100.0 * planned / kept:N0} %");
            }
        }
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

    /// <summary>Bytes with weights, gradients and what the optimizer remembers: as planned, and with a place for every value.</summary>
    private static (long Planned, long Kept) Memory(Program program, long weights, int batch, int optimizerStates)
    {
        long constant = (2 + optimizerStates) * weights;
        return ((constant + program.WorkspaceLength.Evaluate(_ => batch)) * sizeof(float), (constant + program.UnsharedLength.Evaluate(_ => batch)) * sizeof(float));
    }

    private static (Program Program, long Weights) TrainPublished(string network)
    {
        string source = network switch
        {
            "VGG-16" => PublishedImages.Vgg16(withTop: true),
            "Inception-v3" => PublishedImages.InceptionV3(withTop: true),
            _ => throw new ArgumentException($"no network is called {network}", nameof(network)),
        };
        return (Train(source), Lower(source).Parameters.Sum(p => p.Shape.Length.Value));
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
