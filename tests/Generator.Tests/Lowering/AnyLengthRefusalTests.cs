using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Tests.Lowering;

/// <summary>What sequences of any length cannot have is refused with what to write instead.</summary>
public class AnyLengthRefusalTests
{
    private const string Fixed = "give the input a length in place of Length.Any", OneValue = "take one value for all steps (GlobalMaxPooling1D, GlobalAveragePooling1D, the last output of a recurrent layer)";

    [Theory]
    [InlineData("[Flatten] [Dense(2)]", "needs a size on axis -1", OneValue, Fixed)]
    [InlineData("[Permute(2, 1)] [Dense(2)]", "needs a size on axis -1", OneValue, Fixed)]
    [InlineData("[Permute(2, 1)] [LSTM(2)]", "needs a size on axis 2", OneValue, Fixed)]
    [InlineData("[Reshape(-1, 2)] [LSTM(2)]", "do not fill that shape", "let -1 stand for the steps", Fixed)]
    [InlineData("[Conv1D(2, 1)]", "needs a size on axis 1", OneValue, Fixed)]
    [InlineData("[Conv1D(2, 3, Padding = Padding.Causal)]", "needs a size on axis 1", Fixed)]
    [InlineData("[Conv1DTranspose(2, 3)]", "needs a size on axis 1", Fixed)]
    [InlineData("[SeparableConv1D(2, 3)]", "needs a size on axis 1", Fixed)]
    [InlineData("[DepthwiseConv1D(3)]", "needs a size on axis 1", Fixed)]
    [InlineData("[LocallyConnected1D(2, 3)]", "needs a size on axis 1", Fixed)]
    [InlineData("[MaxPooling1D(2)]", "needs a size on axis 1", Fixed)]
    [InlineData("[AveragePooling1D(2)]", "needs a size on axis 1", Fixed)]
    [InlineData("[UpSampling1D(2)]", "needs a size on axis 1", Fixed)]
    [InlineData("[ZeroPadding1D(1)]", "needs a size on axis 1", Fixed)]
    [InlineData("[Cropping1D(1)]", "needs a size on axis 1", Fixed)]
    [InlineData("[RepeatVector(2)]", "takes one vector a sample", "GlobalAveragePooling1D")]
    [InlineData("[BatchNormalization(Axis = 1)]", "needs a size on axis 1", Fixed)]
    [InlineData("[LayerNormalization(Axis = [1, 2])]", "needs a size on axis 1", Fixed)]
    [InlineData("[PReLU]", "slopes for each step", "SharedAxes = [1]", Fixed)]
    [InlineData("[Dropout(0.2, NoiseShape = [7, 1])]", "each size must be 1 or that of the input")]
    [InlineData("[PositionalEmbedding(6)]", "up to 7 steps", "at least as many")]
    [InlineData("[Reshape(-1, 1, 3)] [SimpleRNN(2, TimeDistributed = true, Stateful = true)]", "depends on the length", "leave out Stateful", Fixed)]
    [InlineData("[ConvLSTM2D(2, 3)]", "takes sequences, (batch, steps, height, width, channels)", "Reshape")]
    public void Layers(string layers, params string[] named) => AssertRefused($"""
        [Model(Loss = Loss.MeanSquaredError)]
        [Input(Length.Any, 3, MaxLength = 7)]
        {layers}
        public partial class Net;
        """, named);

    [Theory]
    [InlineData("Slice(x, 1, 0, 2)", "may have fewer steps", Fixed)]
    [InlineData("Reshape(x, -1, 21)", "(batch, length, 3)", "x.Lengths[1]", Fixed)]
    [InlineData("MatMul(Transpose(x, 0, 2, 1), y)", "5")]
    [InlineData("Concatenate(x, y)", "5")]
    [InlineData("x + y", "5")]
    public void Operators(string expression, params string[] named) => AssertRefused($$"""
        [Model(Loss = Loss.MeanSquaredError)]
        public partial class Net
        {
            public Tensor<float> Forward([Shape(Length.Any, 3, MaxLength = 7)] Tensor<float> x, [Shape(5, 3)] Tensor<float> y) => {{expression}};
        }
        """, named);

    [Theory]
    [InlineData("Model(Inspection = true)", "[Input(Length.Any, 3, MaxLength = 7)]", "Inspection", Fixed)]
    [InlineData("Model", "[Input(Length.Any, 3)]", "set MaxLength")]
    [InlineData("Model", "[Input(7, 3, MaxLength = 7)]", "it is for inputs whose first size is Length.Any")]
    [InlineData("Model", "[Input(3, Length.Any, MaxLength = 7)]", "the first size alone")]
    public void Settings(string model, string input, params string[] named) => AssertRefused($"""
        [{model}]
        {input}
        [LSTM(2)]
        public partial class Net;
        """, named);

    /// <summary>The sequences of a batch have one length.</summary>
    [Fact]
    public void LengthsThatDiffer() => AssertRefused("""
        [Model]
        public partial class Net
        {
            public Tensor<float> Forward([Shape(Length.Any, 3, MaxLength = 7)] Tensor<float> x, [Shape(Length.Any, 3, MaxLength = 9)] Tensor<float> y) => x + y;
        }
        """, ["MaxLength", "must be 7 as for 'x'"]);

    private static void AssertRefused(string source, string[] named)
    {
        GeneratorResult result = GeneratorHarness.Run("""
            using System.Numerics.Tensors;
            using Compiled;
            using static Compiled.Ops;

            """ + source);
        Assert.Null(result.Exception);
        Diagnostic found = Assert.Single(result.Diagnostics);
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
        string message = found.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        Assert.All(named, part => Assert.Contains(part, message));
    }
}
