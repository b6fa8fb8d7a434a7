using Compiled.Generator.Lowering;
using Compiled.Generator.Reading;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Lowering;

/// <summary>What is wrong with a network is said at the attribute or expression that is to be changed, with the shapes in question.</summary>
public class NetworkDiagnosticsTests
{
    /// <summary>A class with layers for every case; the body of Forward decides.</summary>
    private static string Functional(string body, string model = "Model(Loss = Loss.MeanSquaredError)", string members = "") => $$"""
        [{{model}}]
        public partial class Net
        {
            [Dense(4, Activation = Activation.Relu)] private partial Tensor<float> Hidden(Tensor<float> x);
            [Dense(3)] private partial Tensor<float> Output(Tensor<float> x);
            {{members}}
            public Tensor<float> Forward([Shape(4)] Tensor<float> x, [Shape(5)] Tensor<float> y)
            {
                {{body}}
            }
        }
        """;

    [Fact]
    public void ChannelsCannotComeFirstWhereThereIsNothingElse()
    {
        ReadResult result = GeneratorHarness.Read("Net", "using Compiled; [Model] [Input(4, ChannelsFirst = true)] [Dense(1)] public partial class Net;");
        string message = Assert.Single(result.Diagnostics).ToDiagnostic(result.Map).ToString();
        Assert.Contains("CMP0114", message);
        Assert.Contains("its shape [4] has no sizes behind the channels", message);
    }

    /// <summary>What needs the number of steps while building, of an input whose length is known only when the program runs.</summary>
    [Theory]
    [InlineData("CMP0100", "Dense(2)", "GlobalMaxPooling1D", "[Flatten] [Dense(2)]")]
    [InlineData("CMP0100", "Conv1D(2, 3)", "(batch, length, 3)", "[Conv1D(2, 3)] [GlobalMaxPooling1D]")]
    [InlineData("CMP0100", "MaxPooling1D", "a length in place of Length.Any", "[MaxPooling1D]")]
    [InlineData("CMP0100", "SimpleRNN(2, TimeDistributed = true, Stateful = true)", "depends on the length of the sequences", "[Reshape(-1, 3, 1)] [SimpleRNN(2, TimeDistributed = true, Stateful = true)]")]
    [InlineData("CMP0114", "9", "its input has up to 10 steps", "[PositionalEmbedding(9)]")]
    public void WhatNeedsALengthSaysSo(string id, string place, string part, string layers)
    {
        AssertFinding(id, place, part, Chain(layers, input: "Length.Any, 3, MaxLength = 10"));
    }

    /// <summary>Numbers of an input that look like ids reach a layer over steps only through an embedding.</summary>
    [Theory]
    [InlineData("LSTM(2)", "40", "token ids go through [Embedding] first; a series of one number a step has the shape (batch, steps, 1)")]
    [InlineData("GRU(2)", "Length.Any, MaxLength = 7", "token ids go through [Embedding] first")]
    [InlineData("Conv1D(2, 3)", "40", "as in [Reshape(40, 1)]; token ids go through [Embedding] first")]
    [InlineData("Conv1D(2, 3)", "Length.Any, MaxLength = 7", "token ids go through [Embedding] first")]
    public void IdsWithoutAnEmbeddingAreSentThroughOne(string layer, string input, string part) =>
        AssertFinding("CMP0100", layer, part, Chain($"[{layer}] [Flatten] [Dense(1)]", input: input));

    /// <summary>A layer that is called with inputs of two lengths.</summary>
    [Theory]
    [InlineData("Embedding(9, 3)", "int", "", "Concatenate(a, b), and take its rows apart with Slice")]
    [InlineData("Dense(3)", "float", ", 2", "Concatenate(1, a, b), and take the results apart with Slice")]
    [InlineData("LSTM(3, ReturnSequences = true)", "float", ", 2", "bring the inputs to one length, with Sequences.Pad and a mask")]
    [InlineData("Conv1D(3, 2)", "float", ", 2", "declare a second layer")]
    public void ALayerCalledWithTwoLengthsSaysTheWayOut(string layer, string element, string features, string part) => AssertFinding("CMP0100", "Shared(b)", part, $$"""
        [Model]
        public partial class Net
        {
            [{{layer}}] private partial Tensor<float> Shared(Tensor<{{element}}> x);
            public Tensor<float> Forward([Shape(4{{features}})] Tensor<{{element}}> a, [Shape(6{{features}})] Tensor<{{element}}> b) => Concatenate(Flatten(Shared(a)), Flatten(Shared(b)));
        }
        """);

    /// <summary>Steps are counted from the first.</summary>
    [Theory]
    [InlineData("5", -1, "write 4 to count from the end of the 5 along axis 1")]
    [InlineData("5", -6, "has the elements 0 to 4")]
    [InlineData("Length.Any, MaxLength = 5", -1, "a recurrent layer gives without ReturnSequences")]
    public void ASliceFromBehindTheEndSaysWhereToBegin(string input, int start, string part)
    {
        string shape = input.Contains(',', StringComparison.Ordinal) ? input.Replace(",", ", 2,", StringComparison.Ordinal) : input + ", 2";
        AssertFinding("CMP0102", FormattableString.Invariant($"Slice(x, 1, {start}, 1)"), part, $$"""
            [Model]
            public partial class Net
            {
                public Tensor<float> Forward([Shape({{shape}})] Tensor<float> x) => Flatten({{FormattableString.Invariant($"Slice(x, 1, {start}, 1)")}});
            }
            """);
    }

    /// <summary>A part that a shorter sequence may not have would be read from behind it.</summary>
    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(0, 2, false)]
    [InlineData(1, 1, false)]
    public void OnlyWhatEverySequenceHasIsCutOutOfOneOfAnyLength(int start, int length, bool fits)
    {
        string source = $$"""
            [Model]
            public partial class Net
            {
                public Tensor<float> Forward([Shape(Length.Any, 2, MaxLength = 5)] Tensor<float> x) => Flatten(Slice(x, 1, {{start}}, {{length}}));
            }
            """;
        if (fits)
        {
            Assert.Equal("(batch, 2)", LoweringHarness.Model(source).Outputs[0].Type.Shape.ToString());
        }
        else
        {
            Assert.Contains("may have fewer steps", LoweringHarness.Finding("CMP0102", source).Message);
        }
    }

    [Fact]
    public void ModelsOfAnyLengthAreNotInspected()
    {
        AssertFinding("CMP0114", "true", "known only when the program runs", Chain("[SimpleRNN(2)]", "Model(Inspection = true)", "Length.Any, 3, MaxLength = 10"));
    }

    [Theory]
    [InlineData("[SimpleRNN(2)]", "Length.Any, 3, MaxLength = 10")]
    [InlineData("[SimpleRNN(2, Stateful = true)]", "3, 2")]
    public void DevicesTakeSequencesOfAnyLengthAndKeepStates(string layers, string shape) =>
        Assert.True(LoweringHarness.Model(Chain(layers, "Model(Gpu = true)", shape)).HasShaders);

    [Fact]
    public void InputsOfAnyLengthHaveOneMaximum()
    {
        (string message, _) = LoweringHarness.Finding("CMP0114", """
            [Model]
            public partial class Net
            {
                public Tensor<float> Forward([Shape(Length.Any, 2, MaxLength = 5)] Tensor<float> x, [Shape(Length.Any, 2, MaxLength = 6)] Tensor<float> y) => x + y;
            }
            """);
        Assert.Contains("'y'", message);
        Assert.Contains("it must be 5 as for 'x'", message);
    }

    [Fact]
    public void AnOutputHasTheLengthOfTheSequencesAndNoOther()
    {
        (string message, _) = LoweringHarness.Finding("CMP0103", """
            [Model]
            public partial class Net
            {
                public Tensor<float> Forward([Shape(Length.Any, 2, MaxLength = 5)] Tensor<float> x) => Concatenate(1, x, x);
            }
            """);
        Assert.Contains("2 * length", message);
    }

    /// <summary>How an input is declared; the place is what must be changed.</summary>
    [Theory]
    [InlineData("CMP0114", "set MaxLength", "Length.Any, 3")]
    [InlineData("CMP0114", "first size is Length.Any", "4, 3, MaxLength = 5")]
    [InlineData("CMP0010", "MaxLength", "Length.Any, 3, MaxLength = 0")]
    [InlineData("CMP0114", "the first size alone", "4, Length.Any, MaxLength = 5")]
    [InlineData("CMP0114", "channels last", "Length.Any, 3, MaxLength = 5, ChannelsFirst = true")]
    public void LengthsOfInputsAreDeclaredWhole(string id, string part, string input)
    {
        ReadResult result = GeneratorHarness.Read("Net", $"using Compiled; [Model] [Input({input})] [SimpleRNN(2)] public partial class Net;");
        Assert.Contains(result.Diagnostics, d => d.Id == id && d.ToDiagnostic(result.Map).GetMessage().Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public void ALayerThatKeepsItsStatesIsGivenNone()
    {
        (string message, string at) = LoweringHarness.Finding("CMP0114", """
            [Model]
            public partial class Net
            {
                [SimpleRNN(2, Stateful = true)] private partial Tensor<float> Read(Tensor<float> x, Tensor<float> h);
                public Tensor<float> Forward([Shape(3, 2)] Tensor<float> x, [Shape(2)] Tensor<float> h) => Read(x, h);
            }
            """);
        Assert.Equal("true", at);
        Assert.Contains("leave out these parameters, or Stateful", message);
    }

    /// <summary>Layers over spatial axes; the message names the layer or its input, and the place is what must be changed.</summary>
    [Theory]
    [InlineData("CMP0010", "[0]", "Strides of 'conv2d' is 0", "8, 8, 4", "[Conv2D(2, 3, Strides = [0])]")]
    [InlineData("CMP0010", "[-1]", "DilationRate of 'conv2d' is -1", "8, 8, 4", "[Conv2D(2, 3, DilationRate = [-1])]")]
    [InlineData("CMP0010", "0", "Filters of 'conv2d' is 0", "8, 8, 4", "[Conv2D(0, 3)]")]
    [InlineData("CMP0010", "0", "Groups of 'conv2d' is 0", "8, 8, 4", "[Conv2D(2, 3, Groups = 0)]")]
    [InlineData("CMP0010", "0", "DepthMultiplier of 'depthwise_conv2d' is 0", "8, 8, 4", "[DepthwiseConv2D(3, DepthMultiplier = 0)]")]
    [InlineData("CMP0100", "Conv2D(2, 3)", "(8, 8, 3) for colours or (8, 8, 1) for grey in its [Input] or [Shape]", "8, 8", "[Conv2D(2, 3)]")]
    [InlineData("CMP0100", "Conv2D(2, 3)", "[Reshape(8, 8, 1)]", "64", "[Reshape(8, 8)] [Conv2D(2, 3)]")]
    [InlineData("CMP0100", "MaxPooling1D", "(batch, 8, 8, 4) but takes (batch, steps, channels)", "8, 8, 4", "[MaxPooling1D]")]
    [InlineData("CMP0100", "Conv1D(2, 3)", "or use Conv2D", "8, 8, 4", "[Conv1D(2, 3)]")]
    [InlineData("CMP0100", "GlobalMaxPooling3D", "or use GlobalMaxPooling2D", "8, 8, 4", "[GlobalMaxPooling3D]")]
    [InlineData("CMP0114", "Conv2D(2)", "KernelSize of 'conv2d' is not given, but it must be one number for all 2 spatial axes, or one for each: write [Conv2D(2, 3)]", "8, 8, 4", "[Conv2D(2)]")]
    [InlineData("CMP0114", "DepthwiseConv2D", "or one for each: write [DepthwiseConv2D(3)]", "8, 8, 4", "[DepthwiseConv2D]")]
    [InlineData("CMP0121", "5", "(3, 32, 32, ChannelsFirst = true) in its [Input] or [Shape]", "3, 32, 32", "[Conv2D(2, 5)]")]
    [InlineData("CMP0114", "Padding.Causal", "one axis", "8, 8, 4", "[Conv2D(2, 3, Padding = Padding.Causal)]")]
    [InlineData("CMP0114", "Padding.Causal", "(Conv1D, DepthwiseConv1D, SeparableConv1D)", "8, 4", "[Conv1DTranspose(2, 3, Padding = Padding.Causal)]")]
    [InlineData("CMP0114", "Padding.Causal", "use Padding.Same", "8, 4", "[MaxPooling1D(2, Padding = Padding.Causal)]")]
    [InlineData("CMP0114", "[2, 2, 2]", "one for each", "8, 8, 4", "[Conv2D(2, 3, Strides = [2, 2, 2])]")]
    [InlineData("CMP0114", "[2]", "less than the stride 2", "8, 8, 4", "[Conv2DTranspose(2, 3, Strides = [2], OutputPadding = [2])]")]
    [InlineData("CMP0114", "[0]", "window over 4 positions it must be at least 1 and less than the stride 2", "7, 3", "[Conv1DTranspose(2, 4, Strides = [2], Padding = Padding.Same, OutputPadding = [0])]")]
    [InlineData("CMP0114", "[0]", "no value fits: leave it out", "1, 3", "[Conv1DTranspose(2, 4, Padding = Padding.Same, OutputPadding = [0])]")]
    [InlineData("CMP0114", "4", "(batch, 8, 8, 4) has only 8", "8, 8, 4", "[Cropping2D(4)]")]
    [InlineData("CMP0114", "1", "before and after for each axis", "8, 8, 4", "[ZeroPadding2D(1, 2, 3)]")]
    [InlineData("CMP0121", "9", "(batch, 8, 8, 4)", "8, 8, 4", "[Conv2D(2, 9)]")]
    [InlineData("CMP0121", "9", "covers 9 positions", "8, 8, 4", "[MaxPooling2D(9)]")]
    [InlineData("CMP0114", "[2147483647]", "makes 4294967295 positions along an axis", "8, 4", "[Conv1D(2, 3, DilationRate = [2147483647], Padding = Padding.Causal)]")]
    [InlineData("CMP0114", "[2147483647]", "DilationRate of 'conv2d' is [2147483647]", "8, 8, 4", "[Conv2D(2, 3, DilationRate = [2147483647], Padding = Padding.Same)]")]
    [InlineData("CMP0114", "[2147483647]", "DilationRate of 'conv1d_transpose' is [2147483647]", "8, 4", "[Conv1DTranspose(2, 3, DilationRate = [2147483647])]")]
    [InlineData("CMP0114", "[1000000000]", "Strides of 'conv1d_transpose' is [1000000000], but that makes 8000000000 positions", "8, 4", "[Conv1DTranspose(2, 3, Strides = [1000000000])]")]
    [InlineData("CMP0114", "[1000000000]", "that makes 7000000004 positions", "8, 4", "[Conv1DTranspose(2, 3, Strides = [1000000000], OutputPadding = [1])]")]
    [InlineData("CMP0114", "2000", "KernelSize of 'conv1d_transpose' is [2000], but that makes 2147484999 positions", "2147483000, 4", "[Conv1DTranspose(2, 2000)]")]
    [InlineData("CMP0114", "1000000000", "Size of 'up_sampling2d' is [1000000000], but that makes 8000000000 positions", "8, 8, 4", "[UpSampling2D(1000000000)]")]
    [InlineData("CMP0114", "2000000000", "Padding of 'zero_padding1d' is [2000000000], but that makes 4000000008 positions", "8, 4", "[ZeroPadding1D(2000000000)]")]
    [InlineData("CMP0100", "Conv1D(2, 1)", "windows of 1 reach over 2000000009 places of an axis of 2000000008, each of 2 channels", "8, 2", "[ZeroPadding1D(1000000000)] [Conv1D(2, 1)]")]
    [InlineData("CMP0100", "Conv1D(2, 3, Padding = Padding.Same)", "windows of 3 reach over 2000000003 places of an axis of 2000000000, each of 4 channels", "2000000000, 4", "[Conv1D(2, 3, Padding = Padding.Same)]")]
    [InlineData("CMP0100", "Conv2D(2, 3, Strides = [2147483647])", "windows of 3 reach over 2147483650 places of an axis of 8, and", "8, 8, 4", "[Conv2D(2, 3, Strides = [2147483647])]")]
    [InlineData("CMP0122", "3", "4 channels of its input (batch, 8, 8, 4)", "8, 8, 4", "[Conv2D(6, 3, Groups = 3)]")]
    [InlineData("CMP0122", "4", "6 filters", "8, 8, 4", "[Conv2D(6, 3, Groups = 4)]")]
    public void LayersOverSpatialAxes(string id, string place, string part, string input, string layer)
    {
        AssertFinding(id, place, part, Chain(layer, input: input));
    }

    private static void AssertFinding(string id, string place, string part, string source)
    {
        (string message, string at) = LoweringHarness.Finding(id, source);
        Assert.Equal(place, at);
        Assert.Contains(part, message);
    }

    private static string Chain(string layers, string model = "Model(Loss = Loss.MeanSquaredError)", string input = "4") => $$"""
        [{{model}}]
        [Input({{input}})]
        {{layers}}
        public partial class Net;
        """;

    public static TheoryData<string, string, string, string> ErrorsInForward => new()
    {
        { "CMP0102", "x + y", "(batch, 4) and (batch, 5)", "return Output(x + y);" },
        { "CMP0102", "Concatenate(1, Hidden(x), Reshape(y, -1, 5, 1))", "Concatenate", "return Output(Concatenate(1, Hidden(x), Reshape(y, -1, 5, 1)));" },
        { "CMP0102", "Reshape(x, -1, 3)", "(batch, 4)", "return Output(Hidden(x)) + Reshape(x, -1, 3) + Output(Hidden(y));" },
        { "CMP0106", "Mean(y, 0)", "(batch, 5)", "return Output(Hidden(x)) + Mean(Mean(y, 0));" },
        { "CMP0106", "MatrixProduct(x, y, transposeLeft: true)", "(batch, 4)", "return Output(Hidden(x)) + Mean(MatrixProduct(x, y, transposeLeft: true));" },
        { "CMP0106", "Concatenate(0, x, x)", "(batch, 4)", "return Output(Hidden(Concatenate(0, x, x))) + Mean(y, -1, true);" },
        { "CMP0100", "Hidden(y)", "(batch, 5)", "return Output(Hidden(x)) + Output(Hidden(y));" },
        { "CMP0104", "y", "'y'", "return Output(Hidden(x));" },
        { "CMP0110", "x.Lengths[0] > 3", "batch", "if (x.Lengths[0] > 3) { return Output(Hidden(x)); } return Output(Hidden(x)) + Mean(y, -1, true);" },
        { "CMP0111", "for", "10000", "Tensor<float> h = Hidden(x); for (int i = 0; i < 1000000; i++) { h = h * 0.5f; } return Output(h) + Mean(y, -1, true);" },
        { "CMP0117", "sizes[2]", "2 elements", "int[] sizes = [1, 2]; return Output(Hidden(x)) * sizes[2] + Mean(y, -1, true);" },
        { "CMP0117", "8 / (n - 4)", "zero", "int n = (int)x.Lengths[1]; return Output(Hidden(x)) * (8 / (n - 4)) + Mean(y, -1, true);" },
        { "CMP0108", "Softmax(Softmax(x))", "softmax", "return Output(Hidden(Softmax(Softmax(x)))) + Mean(y, -1, true);" },
    };

    [Theory]
    [MemberData(nameof(ErrorsInForward))]
    public void ErrorsInForwardStandAtTheExpression(string id, string place, string fragment, string body)
    {
        AssertFinding(id, place, fragment, Functional(body));
    }

    [Theory]
    [InlineData("CMP0010", "0", "Units", "[Dense(0)]")]
    [InlineData("CMP0114", "1.5", "less than 1", "[Dropout(1.5)] [Dense(2)]")]
    [InlineData("CMP0100", "Reshape(3, 2)", "[3, 2]", "[Reshape(3, 2)] [Dense(2)]")]
    [InlineData("CMP0100", "RepeatVector(3)", "(batch, 2, 2)", "[Reshape(2, 2)] [RepeatVector(3)] [Dense(2)]")]
    [InlineData("CMP0114", "2", "[2, 1]", "[Permute(2, 1)] [Dense(2)]")]
    [InlineData("CMP0114", "2", "(batch, 4)", "[BatchNormalization(Axis = 2)] [Dense(2)]")]
    [InlineData("CMP0106", "0", "(batch, 4)", "[BatchNormalization(Axis = 0)] [Dense(2)]")]
    [InlineData("CMP0108", "Activation.Softmax", "activation", "[Dense(3, Activation = Activation.Softmax)] [Activation(Activation.Softmax)]")]
    public void ErrorsInChainsStandAtTheSetting(string id, string place, string fragment, string layers)
    {
        AssertFinding(id, place, fragment, Chain(layers));
    }

    [Theory]
    [InlineData("65536, 65536", "Dense(1)", "4294967296")]
    [InlineData("2147483647, 2147483647, 10", "Flatten", "2147483647")]
    public void SizesBeyondTheRangeAreNamedAtTheirLayer(string input, string place, string fragment)
    {
        AssertFinding("CMP0114", place, fragment, Chain("[Flatten] [Dense(1)]", input: input));
    }

    [Theory]
    [InlineData("CMP0107", "BinaryCrossentropy", "Dense(3, Activation = Activation.Softmax)", "softmax")]
    [InlineData("CMP0107", "BinaryCrossentropy", "Dense(3)", "BinaryCrossentropyFromLogits")]
    [InlineData("CMP0107", "BinaryCrossentropyFromLogits", "Dense(1, Activation = Activation.Sigmoid)", "remove the activation")]
    [InlineData("CMP0107", "CategoricalCrossentropy", "Dense(3, Activation = Activation.Sigmoid)", "Softmax")]
    [InlineData("CMP0107", "SparseCategoricalCrossentropy", "Dense(3)", "SparseCategoricalCrossentropyFromLogits")]
    [InlineData("CMP0107", "SparseCategoricalCrossentropyFromLogits", "Dense(3, Activation = Activation.Softmax)", "SparseCategoricalCrossentropy")]
    [InlineData("CMP0107", "CategoricalCrossentropy", "Dense(3, Activation = Activation.Relu)", "Softmax")]
    [InlineData("CMP0103", "SparseCategoricalCrossentropyFromLogits", "Dense(1)", "(batch, 1)")]
    public void ALossMustFitItsOutput(string id, string loss, string layer, string fragment)
    {
        (string message, string at) = LoweringHarness.Finding(id, Chain($"[{layer}]", $"Model(Loss = Loss.{loss})"));
        Assert.Contains($"Loss.{loss}", at);
        Assert.Contains(fragment, message);
        Assert.Contains("(batch, ", message);
    }

    /// <summary>A convolution without an activation gives logits, whatever its window: only one of a single position becomes a product of matrices.</summary>
    [Theory]
    [InlineData("SparseCategoricalCrossentropy", "Conv2D(3, 3)")]
    [InlineData("SparseCategoricalCrossentropy", "Conv2D(3, 1, UseBias = false)")]
    [InlineData("CategoricalCrossentropy", "DepthwiseConv2D(3)")]
    [InlineData("BinaryCrossentropy", "Conv2DTranspose(1, 2, Strides = [2])")]
    [InlineData("BinaryCrossentropy", "SeparableConv2D(1, 3, UseBias = false)")]
    [InlineData("SparseCategoricalCrossentropy", "LocallyConnected2D(3, 2)")]
    [InlineData("BinaryCrossentropy", "LocallyConnected2D(1, 2, UseBias = false)")]
    public void AConvolutionAtTheEndIsLinear(string loss, string layer)
    {
        (string message, _) = LoweringHarness.Finding("CMP0107", Chain($"[{layer}]", $"Model(Loss = Loss.{loss})", "8, 8, 4"));
        Assert.Contains($"Loss.{loss}FromLogits", message, StringComparison.Ordinal);
        Assert.Contains("ends without an activation", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[Conv2D(8, 3)] [Conv2D(8, 3, Activation = Activation.Relu)]", "'conv2d_1' follows 'conv2d'")]
    [InlineData("[Conv2D(8, 3)] [Dense(8)]", "'dense' follows 'conv2d'")]
    [InlineData("[Conv2DTranspose(8, 3)] [Conv2D(8, 3)]", "'conv2d' follows 'conv2d_transpose'")]
    public void ConvolutionsStackAsDenseLayersDo(string layers, string part) =>
        Assert.Contains(part, LoweringHarness.Finding("CMP0201", Chain(layers, input: "8, 8, 4")).Message, StringComparison.Ordinal);

    /// <summary>A depthwise convolution and one across channels are two factors of one on purpose: they have fewer weights than it.</summary>
    [Theory]
    [InlineData("[DepthwiseConv2D(3)] [Conv2D(8, 1)]")]
    [InlineData("[Conv2D(8, 3, Activation = Activation.Relu)] [Conv2D(8, 3)]")]
    [InlineData("[Conv2D(8, 3)] [MaxPooling2D] [Conv2D(8, 3)]")]
    public void ConvolutionsThatAreNotOne(string layers) =>
        Assert.Empty(LoweringHarness.Lower(Chain(layers, input: "8, 8, 4")).Diagnostics);

    [Fact]
    public void ACustomLossGivesOneValueASample()
    {
        (string message, string place) = LoweringHarness.Finding("CMP0109", """
            [Model(CustomLoss = nameof(Squares))]
            [Input(4)]
            [Dense(3)]
            public partial class Net
            {
                private static Tensor<float> Squares(Tensor<float> target, Tensor<float> prediction) => Square(prediction - target);
            }
            """);
        Assert.Contains("nameof(Squares)", place);
        Assert.Contains("(batch, 3)", message);
    }

    [Fact]
    public void MergesNameBothShapes()
    {
        (string message, string place) = LoweringHarness.Finding("CMP0101", Functional("return Output(Join(Hidden(x), y));", members: "[Add] private partial Tensor<float> Join(Tensor<float> a, Tensor<float> b);"));
        Assert.Equal("Join(Hidden(x), y)", place);
        Assert.Contains("(batch, 4)", message);
        Assert.Contains("(batch, 5)", message);
    }

    [Fact]
    public void AnOutputDependsOnAnInput()
    {
        (string message, _) = LoweringHarness.Finding("CMP0105", """
            [Layer]
            public sealed partial class ConstantAttribute : LayerDefinition
            {
                [Weight("1")] private partial Tensor<float> Value { get; }
                public Tensor<float> Forward(Tensor<float> x) => BroadcastTo(Value, x.Lengths[0], 1);
            }

            [Model]
            [Input(4)]
            [Constant]
            public partial class Net;
            """);
        Assert.Contains("output", message);
    }

    [Fact]
    public void TheSizeOfAWeightIsExplained()
    {
        (string message, string place) = LoweringHarness.Finding("CMP0115", """
            [Layer]
            public sealed partial class ScaleAttribute : LayerDefinition
            {
                [Weight("x[3]")] private partial Tensor<float> Factor { get; }
                public Tensor<float> Forward(Tensor<float> x) => x * Factor;
            }

            [Model]
            [Input(4)]
            [Scale]
            public partial class Net;
            """);
        Assert.Contains("Weight", place);
        Assert.Contains("no axis 3", message);
    }

    [Fact]
    public void SeveralErrorsAreReportedAtOnce()
    {
        LoweringResult result = LoweringHarness.Lower(Functional("return Output(Hidden(x + y)) + Output(Mean(y, 0)) + Output(Reshape(x, -1, 3));"));
        Assert.Null(result.Model);
        Assert.Equal(["CMP0102", "CMP0102", "CMP0106"], result.Diagnostics.Select(d => d.Id).Order());
    }

    [Theory]
    [InlineData("CMP0200", "SparseCategoricalCrossentropy", "[Dense(3, Activation = Activation.Relu)] [Dense(10, Activation = Activation.Softmax)]", "3 units")]
    [InlineData("CMP0201", "MeanSquaredError", "[Dense(3)] [Dropout(0.5)] [Dense(2)]", "'dense'")]
    [InlineData("CMP0201", "MeanSquaredError", "[Dense(64)] [Dense(10, Activation = Activation.Softmax)]", "'dense'")]
    [InlineData("CMP0203", "MeanSquaredError", "[Dense(1, Activation = Activation.Softmax)]", "single unit")]
    [InlineData("CMP0204", "MeanSquaredError", "[Dense(3)] [Dropout(0.5)]", "'dropout'")]
    public void DoubtfulNetworksAreWarnings(string id, string loss, string layers, string fragment)
    {
        string source = Chain(layers, $"Model(Loss = Loss.{loss})");
        Assert.Contains(fragment, LoweringHarness.Finding(id, source).Message);
        Assert.NotNull(LoweringHarness.Lower(source).Model);
    }

    /// <summary>Ten probabilities that sum to one have nine degrees of freedom.</summary>
    [Fact]
    public void OneUnitFewerThanClassesIsNoBottleneck()
    {
        string source = Chain("[Dense(9, Activation = Activation.Relu)] [Dense(10, Activation = Activation.Softmax)]", "Model(Loss = Loss.SparseCategoricalCrossentropy)");
        Assert.Empty(LoweringHarness.Lower(source).Diagnostics);
        Assert.Contains("8 units", LoweringHarness.Finding("CMP0200", source.Replace("Dense(9", "Dense(8", StringComparison.Ordinal)).Message);
    }

    /// <summary>Where Keras has its strides stands another size of the window here.</summary>
    [Theory]
    [InlineData("[Conv2D(64, 7, 2)]", "'conv2d' has a window of 7 × 2", "7")]
    [InlineData("[Conv2D(32, 8, 4)]", "write 8 alone and Strides = [4]", "8")]
    [InlineData("[DepthwiseConv2D(3, 2)]", "'depthwise_conv2d' has a window of 3 × 2", "3")]
    [InlineData("[SeparableConv2D(4, 3, 2, Padding = Padding.Same)]", "3 × 2", "3")]
    [InlineData("[LocallyConnected2D(4, 3, 2)]", "3 × 2", "3")]
    [InlineData("[Conv2DTranspose(64, 4, 2)]", "4 × 2", "4")]
    [InlineData("[ConvLSTM2D(2, 3, 2)]", "'conv_lstm2d' has a window of 3 × 2", "3")]
    [InlineData("[MaxPooling2D(3, 2)]", "3 × 2", "3")]
    [InlineData("[AveragePooling2D(3, 2)]", "3 × 2", "3")]
    public void AWindowWhoseSecondSizeLooksLikeAStrideIsAWarning(string layer, string fragment, string place)
    {
        string source = Chain(layer, input: layer.Contains("LSTM", StringComparison.Ordinal) ? "4, 16, 16, 3" : "16, 16, 3");
        AssertFinding("CMP0209", place, fragment, source);
        Assert.NotNull(LoweringHarness.Lower(source).Model);
    }

    [Theory]
    [InlineData("[Conv2D(64, 3)]")]
    [InlineData("[Conv2D(64, 1, 7)]")]
    [InlineData("[Conv2D(64, 7, 1)]")]
    [InlineData("[Conv2D(64, 2, 2)]")]
    [InlineData("[Conv2D(64, 2, 4)]")]
    [InlineData("[Conv2D(64, 5, 3)]")]
    [InlineData("[Conv2D(64, 5, 4)]")]
    [InlineData("[Conv2D(64, 7, 2, Strides = [1])]")]
    [InlineData("[Conv2D(64, 7, 2, DilationRate = [1, 2])]")]
    [InlineData("[MaxPooling2D(2)]")]
    [InlineData("[MaxPooling2D(2, 1)]")]
    [InlineData("[MaxPooling2D(3, 2, Strides = [3, 2])]")]
    public void WindowsThatNetworksHaveAreNone(string layer) => Assert.Empty(LoweringHarness.Lower(Chain(layer, input: "16, 16, 3")).Diagnostics);

    [Fact]
    public void AnActivationBetweenDenseLayersIsEnough() =>
        Assert.Empty(LoweringHarness.Lower(Chain("[Dense(64, Activation = Activation.Relu)] [Dense(10)]")).Diagnostics);

    [Fact]
    public void AccuracyOfARegressionIsAWarning()
    {
        (string message, string place) = LoweringHarness.Finding("CMP0202", Chain("[Dense(1)]", "Model(Loss = Loss.MeanSquaredError, Metrics = [Metric.Accuracy])"));
        Assert.Contains("Metric.Accuracy", place);
        Assert.StartsWith("Metric.Accuracy, here Metric.BinaryAccuracy, counts exact answers", message);
        Assert.Contains("MeanSquaredError", message);
    }

    [Fact]
    public void ASigmoidTrainedOnSquaresMayCountAnswers() =>
        Assert.Empty(LoweringHarness.Lower(Chain("[Dense(1, Activation = Activation.Sigmoid)]", "Model(Loss = Loss.MeanSquaredError, Metrics = [Metric.Accuracy])")).Diagnostics);

    [Fact]
    public void AnUnusedLayerIsAWarning()
    {
        (string message, _) = LoweringHarness.Finding("CMP0205", Functional("return Output(Hidden(x)) + Mean(y, -1, true);", members: "[Dense(7)] private partial Tensor<float> Idle(Tensor<float> x);"));
        Assert.Contains("'idle'", message);
    }

    [Fact]
    public void AMetricMustFitItsTargets()
    {
        (string message, _) = LoweringHarness.Finding(
            "CMP0116", Chain("[Dense(3, Activation = Activation.Softmax)]", "Model(Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.CategoricalAccuracy])"));
        Assert.Contains("labels", message);
    }

    [Fact]
    public void WhatIsNeverCalledStillCompiles()
    {
        GeneratorResult result = GeneratorHarness.Run("""
            using System.Numerics.Tensors;
            using Compiled;

            [Layer]
            public sealed partial class ScaleAttribute(int power) : LayerDefinition
            {
                public float Shift { get; set; }
                [Weight("x[-1]")] private partial Tensor<float> Factor { get; }
                public Tensor<float> Forward(Tensor<float> x)
                {
                    for (int i = 0; i < power; i++)
                    {
                        x = x * Factor;
                    }

                    return x + Shift;
                }
            }

            [Model]
            [Input(4)]
            [Scale(2, Shift = 0.5f)]
            [Dense(4)]
            public partial class Inner;

            [Model(Loss = Loss.MeanSquaredError)]
            public partial class Net
            {
                [Dense(4)] private partial Tensor<float> Output(Tensor<float> x);
                [Dense(4)] private partial Tensor<float> Idle(Tensor<float> x);
                [Scale(1)] private partial Tensor<float> Scaled(Tensor<float> x);
                private partial Inner Inside { get; }
                public Tensor<float> Forward([Shape(4)] Tensor<float> x) => Output(x);
            }
            """);
        Assert.Null(result.Exception);
        Assert.DoesNotContain(result.CompilerDiagnostics, d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);
        Assert.Equal(3, result.SpansOf("CMP0205").Count);
    }
}
