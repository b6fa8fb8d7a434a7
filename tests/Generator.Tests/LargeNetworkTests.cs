using System.Globalization;
using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;
using Compiled.Generator.Programs;
using Compiled.Generator.Reading;
using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Generator.Tests;

/// <summary>What holds of networks as large as the published ones.</summary>
public class LargeNetworkTests
{
    private const double Mebibyte = 1 << 20;

    private static string ConvolutionPage { get; } = Path.Combine(Repository.Root, "docs", "convolutions.md");

    [Theory]
    [InlineData("VGG-16", true, 138_357_544, "(batch, 1000)")]
    [InlineData("VGG-16", false, 14_714_688, "(batch, 7, 7, 512)")]
    [InlineData("Inception-v3", true, 23_851_784, "(batch, 1000)")]
    [InlineData("Inception-v3", false, 21_802_784, "(batch, 8, 8, 2048)")]
    public void PublishedNetworksHaveTheirParameters(string network, bool withTop, long count, string output)
    {
        LoweredModel model = LowerPublished(network, withTop);
        Assert.Equal(count, model.Parameters.Sum(p => p.Shape.Length.Value));
        Assert.Equal(output, model.Outputs[0].Type.ToString());
    }

    /// <summary>Keras counts the input and 13 + 2 concatenations, which are calls here.</summary>
    [Fact]
    public void InceptionV3HasItsLayers() => Assert.Equal(311, LowerPublished("Inception-v3", withTop: false).Layers.Count + 1 + 15);

    /// <summary>
    /// Activations are given up as soon as the backward pass has read them, and gradients share what they leave. The weights' share is the
    /// same for every batch, and VGG-16 has many: the page about convolutions names the first batch at which the whole is at most 60 %.
    /// </summary>
    [Theory]
    [InlineData("VGG-16", 39, 77)]
    [InlineData("Inception-v3", 1, 2)]
    public void TrainingTakesAtMostThreeFifthsOfKeepingEverything(string network, int batchOfSgd, int batchOfAdam)
    {
        (Program program, long weights) = TrainPublished(network);
        Assert.Equal((batchOfSgd, batchOfAdam), (FirstBatch(0), FirstBatch(2)));
        Assert.Contains($"{network} from a batch of {batchOfSgd} on with `SGD`, of {batchOfAdam} with `Adam`", File.ReadAllText(ConvolutionPage), StringComparison.Ordinal);
        Assert.InRange(program.WorkspaceLength.Evaluate(_ => 1) / (double)program.UnsharedLength.Evaluate(_ => 1), 0.3, 0.55);

        int FirstBatch(int optimizerStates) => Enumerable.Range(1, 1000).First(batch =>
            Memory(program, weights, batch, optimizerStates) is var (planned, kept) && planned <= 0.6 * kept);
    }

    /// <summary>The page about convolutions says how much memory training takes, by batch.</summary>
    [Theory]
    [InlineData("VGG-16", 6)]
    [InlineData("Inception-v3", 4)]
    public void TheDocumentedMemoryIsWhatIsPlanned(string network, int batches)
    {
        (Program program, long weights) = TrainPublished(network);
        string[] documented = [.. File.ReadLines(ConvolutionPage).Where(line => line.StartsWith($"| {network} |", StringComparison.Ordinal))];
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
        Program program = Train(Chain(50));
        Assert.InRange(program.WorkspaceLength.Evaluate(_ => 8) / (double)program.UnsharedLength.Evaluate(_ => 8), 0.2, 0.6);
    }

    /// <summary>The image itself gets no gradient: the first convolution hands nothing back.</summary>
    [Fact]
    public void TheFirstLayerHasNoGradientForItsInput()
    {
        Program program = Train(LowerPublished("VGG-16", withTop: true));
        Assert.Equal(12, program.Kernels.Count(k => k.Root.Operator is ConvolutionInputGradient));
        Assert.Equal(13, program.Kernels.Count(k => k.Root.Operator is ConvolutionKernelGradient));
        Assert.DoesNotContain(program.Kernels, k => k.Root.Operator is ConvolutionInputGradient && k.Root.Layer == "features/block1_conv1");
    }

    /// <summary>Twice the layers are twice the kernels: nothing in the graph grows faster than the network.</summary>
    [Fact]
    public void KernelsGrowWithTheNetwork()
    {
        int[] kernels = [.. new[] { 10, 20, 40 }.Select(n => Train(Chain(n)).Kernels.Count)];
        Assert.Equal(2 * (kernels[1] - kernels[0]), kernels[2] - kernels[1]);
    }

    /// <summary>Twice the layers take the generator at most twice the memory, from reading the class to the text of its programs; time follows, and a busy machine does not matter.</summary>
    [Fact]
    public void CompilingGrowsWithTheNetwork()
    {
        Allocated(25);
        long[] bytes = [.. new[] { 100, 200, 400 }.Select(Allocated)];
        Assert.All([bytes[1] / (double)bytes[0], bytes[2] / (double)bytes[1]], growth => Assert.InRange(growth, 1.5, 2 * 1.1));

        static long Allocated(int layers)
        {
            CSharpCompilation compilation = GeneratorHarness.Compile(Stack("[Conv2D(8, 3, Padding = Padding.Same, Activation = Activation.Relu)]", layers));
            INamedTypeSymbol net = compilation.GetTypeByMetadataName("Net")!;
            long before = GC.GetAllocatedBytesForCurrentThread();
            CompilationResult result = Compiler.Compile(ModelReader.Read(net, compilation, CancellationToken.None).Declaration!, CancellationToken.None);
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.Empty(result.Diagnostics);
            return allocated;
        }
    }

    /// <summary>Bytes with weights, gradients and what the optimizer remembers: as planned, and with a place for every value.</summary>
    private static (long Planned, long Kept) Memory(Program program, long weights, int batch, int optimizerStates)
    {
        long constant = (2 + optimizerStates) * weights;
        return ((constant + program.WorkspaceLength.Evaluate(_ => batch)) * sizeof(float), (constant + program.UnsharedLength.Evaluate(_ => batch)) * sizeof(float));
    }

    private static (Program Program, long Weights) TrainPublished(string network)
    {
        LoweredModel model = LowerPublished(network, withTop: true);
        return (Train(model), model.Parameters.Sum(p => p.Shape.Length.Value));
    }

    /// <summary>The samples' own networks.</summary>
    private static LoweredModel LowerPublished(string network, bool withTop)
    {
        string sample = network switch
        {
            "VGG-16" => "Vgg16",
            "Inception-v3" => "InceptionV3",
            _ => throw new ArgumentException($"no network is called {network}", nameof(network)),
        };
        return Lower($"{sample}.{sample}{(withTop ? "Classifier" : "Features")}", SampleSources.Of(sample));
    }

    private static LoweredModel Lower(string type, params string[] sources)
    {
        LoweringResult result = ModelLowering.Lower(GeneratorHarness.Read(type, sources).Declaration!);
        Assert.True(result.Model is not null, string.Join("\n", result.Diagnostics));
        return result.Model;
    }

    /// <summary>A chain of so many convolutions, each with a normalization of its batch.</summary>
    private static LoweredModel Chain(int convolutions) =>
        Lower("Net", Stack("[Conv2D(8, 3, Padding = Padding.Same, UseBias = false)] [BatchNormalization] [Activation(Activation.Relu)]", convolutions));

    private static string Stack(string layers, int times) => $"""
        using Compiled;

        [Model(Loss = Loss.MeanSquaredError)]
        [Input(16, 16, 8)]
        {string.Join("\n", Enumerable.Repeat(layers, times))}
        [GlobalAveragePooling2D]
        [Dense(1)]
        public partial class Net;
        """;

    private static Program Train(LoweredModel model)
    {
        Graph graph = Differentiation.Run(model.Training!, [.. model.Parameters.Where(p => p.IsTrainable).Select(p => p.Index)], []);
        return Scheduler.Schedule("Train", Pipeline.Run(graph));
    }
}
