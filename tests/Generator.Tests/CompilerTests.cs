using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Reading;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests;

public class CompilerTests
{
    private const string Source = """
        using Compiled;

        [Model(Loss = Loss.MeanSquaredError)]
        [Input(4)]
        [Dense(2)]
        public partial class Net;
        """;

    [Fact]
    public void AnErrorInsideTheCompilerIsAFindingAtTheModel()
    {
        ReadResult read = GeneratorHarness.Read("Net", Source);
        ModelDeclaration broken = read.Declaration! with { Layers = EquatableArray<LayerDeclaration>.Empty }; // Forward still calls the layer
        CompilationResult result = Compiler.Compile(broken, CancellationToken.None);
        Assert.DoesNotContain("TrainProgram", Assert.Single(result.Files).Text, StringComparison.Ordinal);
        DiagnosticInfo finding = Assert.Single(result.Diagnostics);
        Assert.Equal(Descriptors.InternalError.Id, finding.Id);
        string message = finding.ToDiagnostic(read.Map).GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.StartsWith("Internal error compiling 'Net': KeyNotFoundException", message, StringComparison.Ordinal);
        Assert.Contains("please report", message, StringComparison.Ordinal);
    }

    /// <summary>Sizes without a common divisor, whose product is more than 32 bits hold; the processor resizes them.</summary>
    [Theory]
    [InlineData("(Gpu = true)", 50_021, false)]
    [InlineData("(Gpu = true)", 40_000, true)]
    [InlineData("", 50_021, true)]
    public void ResizingThatDevicesCannotCountIsRefused(string settings, int resized, bool fits)
    {
        ReadResult read = GeneratorHarness.Read("Net", $$"""
            using Compiled;
            using System.Numerics.Tensors;

            [Model{{settings}}]
            public partial class Net
            {
                public Tensor<float> Forward([Shape(46_349, 1)] Tensor<float> x) => Ops.Resize(x, [{{resized}}], true);
            }
            """);
        CompilationResult result = Compiler.Compile(read.Declaration!, CancellationToken.None);
        if (fits)
        {
            Assert.Empty(result.Diagnostics);
            return;
        }

        AssertUnfit("'Resize' cannot be computed: its kernel for GPUs has no 32-bit numbers large enough to resize an axis of 46349 to 50021", read, result);
    }

    [Fact]
    public void ALayerThatDevicesCannotCountIsNamed()
    {
        ReadResult read = GeneratorHarness.Read("Net", """
            using Compiled;

            [Model(Gpu = true)]
            [Input(46_349, 1, 1)]
            [Resizing(50_021, 1, Name = "longer")]
            public partial class Net;
            """);
        AssertUnfit("'longer' cannot be computed: its kernel for GPUs has no 32-bit numbers large enough to resize an axis of 46349 to 50021", read, Compiler.Compile(read.Declaration!, CancellationToken.None));
    }

    /// <summary>The padding becomes part of the convolution, which then reaches no further than before.</summary>
    [Fact]
    public void APaddingThatBecomesPartOfItsConvolutionIsCountedOnce()
    {
        ReadResult read = GeneratorHarness.Read("Net", """
            using Compiled;

            [Model]
            [Input(8, 1)]
            [ZeroPadding1D(1_000_000_000)]
            [Conv1D(2, 3)]
            public partial class Net;
            """);
        Assert.Empty(Compiler.Compile(read.Declaration!, CancellationToken.None).Diagnostics);
    }

    [Fact]
    public void CancellationIsNoError()
    {
        ReadResult read = GeneratorHarness.Read("Net", Source);
        Assert.Throws<OperationCanceledException>(() => Compiler.Compile(read.Declaration!, new(canceled: true)));
    }

    private static void AssertUnfit(string message, ReadResult read, CompilationResult result)
    {
        DiagnosticInfo finding = Assert.Single(result.Diagnostics);
        Assert.Equal(Descriptors.UnfitValue.Id, finding.Id);
        Assert.StartsWith(message, finding.ToDiagnostic(read.Map).GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
