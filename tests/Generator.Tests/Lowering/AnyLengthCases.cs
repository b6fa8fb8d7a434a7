namespace Compiled.Generator.Tests.Lowering;

/// <summary>Models <c>Net</c> of sequences of any length up to seven steps, each with one layer or option of interest.</summary>
internal static class AnyLengthCases
{
    public const int MaxLength = 7;

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        ["Attention"] = Chain("[Attention] [Dense(2)]"),
        ["Attention with scale, causal"] = Chain("[Attention(UseScale = true, UseCausalMask = true, Dropout = 0.2)] [Dense(2)]"),
        ["AdditiveAttention"] = Chain("[AdditiveAttention] [Dense(2)]"),
        ["AdditiveAttention, causal"] = Chain("[AdditiveAttention(UseScale = false, UseCausalMask = true)] [Dense(2)]"),
        ["MultiHeadAttention"] = Chain("[MultiHeadAttention(2, 4)] [Dense(2)]"),
        ["MultiHeadAttention, causal"] = Chain("[MultiHeadAttention(2, 4, UseCausalMask = true, Dropout = 0.1)] [GlobalMaxPooling1D] [Dense(2)]"),
        ["Attention of padding"] = Ids("[Embedding(6, 4, MaskZero = true)] [MultiHeadAttention(2, 3)] [GlobalAveragePooling1D] [Dense(2)]"),
        ["Attention to a sequence of fixed length"] = Attend("Attention(UseScale = true)", "Length.Any, 3, MaxLength = 7", "5, 3"),
        ["Attention of a sequence of fixed length"] = Attend("AdditiveAttention", "5, 3", "Length.Any, 3, MaxLength = 7"),
        ["Attention of two sequences"] = Attend("MultiHeadAttention(2, 3)", "Length.Any, 3, MaxLength = 7", "Length.Any, 5, MaxLength = 7"),
        ["PositionalEmbedding"] = Ids("[Embedding(6, 4)] [PositionalEmbedding(7)] [LSTM(3)] [Dense(2)]"),
        ["PositionalEmbedding, longer"] = Chain("[PositionalEmbedding(9)] [Dense(2)]"),
        ["SinusoidalPositions"] = Chain("[SinusoidalPositions] [Dense(2)]"),
        ["A block of a transformer"] = """
            [Model(Loss = Loss.SparseCategoricalCrossentropy)]
            public partial class Net
            {
                [Embedding(6, 4)] [PositionalEmbedding(7)] private partial Tensor<float> Begin(Tensor<int> ids);
                private partial Block Block { get; }
                [Dense(6, Activation = Activation.Softmax)] private partial Tensor<float> End(Tensor<float> x);
                public Tensor<float> Forward([Shape(Length.Any, MaxLength = 7)] Tensor<int> ids) => End(Block.Forward(Begin(ids)));
            }

            [Model]
            public partial class Block
            {
                [LayerNormalization] [MultiHeadAttention(2, 2, UseCausalMask = true)] private partial Tensor<float> Look(Tensor<float> x);
                [LayerNormalization] [Dense(8, Activation = Activation.Gelu)] [Dense(4)] private partial Tensor<float> Think(Tensor<float> x);
                public Tensor<float> Forward([Shape(Length.Any, 4, MaxLength = 7)] Tensor<float> x)
                {
                    Tensor<float> seen = x + Look(x);
                    return seen + Think(seen);
                }
            }
            """,
        ["Stateful"] = Chain("[LSTM(4, ReturnSequences = true, Stateful = true)] [GRU(3, Stateful = true)] [Dense(2)]"),
        ["Stateful both ways"] = Chain("[SimpleRNN(3, Stateful = true, Bidirectional = Bidirectional.Sum, ReturnSequences = true)] [Dense(2)]"),
        ["A cell of the user's own"] = Chain("[Leaky(4, Bidirectional = Bidirectional.Concat, ReturnSequences = true)] [Leaky(3, GoBackwards = true)] [Dense(2)]"),
        ["A stateful cell of the user's own"] = Chain("[Leaky(4, Stateful = true)] [Dense(2)]"),
        ["StackedCells"] = Forward("[StackedCells(3, ReturnSequences = true)] [LSTM(4)] [GRU(3)] [Leaky(2)] private partial Tensor<float> Read(Tensor<float> x);", "Read(x)"),
        ["StackedCells both ways"] = Forward("[StackedCells(2, Bidirectional = Bidirectional.Ave)] [LSTM(4, Dropout = 0.2)] [SimpleRNN(3)] private partial Tensor<float> Read(Tensor<float> x);", "Read(x)"),
        ["ConvLSTM2D"] = Chain("[ConvLSTM2D(2, 2, 3)] [Flatten] [Dense(2)]", "Length.Any, 4, 4, 2, MaxLength = 7"),
        ["ConvLSTM2D of all steps"] = Chain("[ConvLSTM2D(2, 3, Padding = Padding.Same, ReturnSequences = true, Bidirectional = Bidirectional.Mul)] [GlobalAveragePooling2D(TimeDistributed = true)] [Dense(2)]", "Length.Any, 3, 4, 1, MaxLength = 7"),
        ["Bidirectional.Concat"] = Chain("[LSTM(3, Bidirectional = Bidirectional.Concat)] [Dense(2)]"),
        ["Bidirectional.Concat of all steps"] = Chain("[GRU(3, Bidirectional = Bidirectional.Concat, ReturnSequences = true)] [Dense(2)]"),
        ["Bidirectional.Sum"] = Chain("[GRU(3, Bidirectional = Bidirectional.Sum)] [Dense(2)]"),
        ["Bidirectional.Mul"] = Chain("[SimpleRNN(3, Bidirectional = Bidirectional.Mul, ReturnSequences = true)] [Dense(2)]"),
        ["Bidirectional.Ave"] = Chain("[LSTM(3, Bidirectional = Bidirectional.Ave, ReturnSequences = true)] [Dense(2)]"),
        ["Bidirectional.None"] = Forward(
            "[LSTM(3, Bidirectional = Bidirectional.None, ReturnSequences = true)] private partial (Tensor<float> There, Tensor<float> Back) Read(Tensor<float> x);",
            "Read(x).There * Read(x).Back"),
        ["Options of recurrent layers"] = Chain("""
            [LSTM(4, ReturnSequences = true, Peephole = true, Dropout = 0.2, RecurrentDropout = 0.3)]
            [GRU(3, ReturnSequences = true, ResetAfter = false, GoBackwards = true, RecurrentActivation = Activation.HardSigmoid)]
            [GRU(3, ReturnSequences = true, UseBias = false)]
            [SimpleRNN(2, Activation = Activation.Relu, KernelL2 = 0.01)]
            """),
        ["States in and out"] = """
            [Model(Loss = Loss.MeanSquaredError, InputGradients = true)]
            public partial class Net
            {
                [LSTM(4)] private partial (Tensor<float> Last, Tensor<float> H, Tensor<float> C) Encode(Tensor<float> x);
                [LSTM(4, ReturnSequences = true)] private partial Tensor<float> Decode(Tensor<float> x, Tensor<float> h, Tensor<float> c);
                public Tensor<float> Forward([Shape(Length.Any, 3, MaxLength = 7)] Tensor<float> question, [Shape(Length.Any, 2, MaxLength = 7)] Tensor<float> answer)
                {
                    (_, Tensor<float> h, Tensor<float> c) = Encode(question);
                    return Decode(answer, h, c);
                }
            }
            """,
        ["TimeDistributed convolution"] = Chain("[Conv2D(2, 2, TimeDistributed = true)] [MaxPooling2D(2, TimeDistributed = true)] [Flatten(TimeDistributed = true)] [LSTM(3)] [Dense(2)]", "Length.Any, 4, 5, 1, MaxLength = 7"),
        ["TimeDistributed recurrence"] = Chain("[LSTM(3, TimeDistributed = true)] [GRU(2, ReturnSequences = true)]", "Length.Any, 4, 3, MaxLength = 7"),
        ["TimeDistributed sentences"] = Ids("[Embedding(6, 3, MaskZero = true)] [LSTM(3, TimeDistributed = true)] [GRU(2)]", "Length.Any, 4, MaxLength = 7"),
        ["TimeDistributed method"] = Forward(
            "[Conv1D(3, 2)] [GlobalMaxPooling1D] private partial Tensor<float> Look(Tensor<float> x); private Tensor<float> Twice(Tensor<float> x) => Look(x) * 2;", "TimeDistributed(Twice, x)", "Length.Any, 4, 3, MaxLength = 7"),
        ["TimeDistributed model"] = Forward("private partial Frame Frame { get; }", "TimeDistributed(Frame.Forward, x)", "Length.Any, 2, 3, MaxLength = 7"),
        ["RepeatVector"] = Chain("[LSTM(4)] [RepeatVector(3)] [GRU(3, ReturnSequences = true)] [Dense(2)]"),
        ["Masking"] = Forward(
            "[Masking] [LSTM(3, ReturnSequences = true)] [BatchNormalization] [GRU(3, Bidirectional = Bidirectional.Concat)] private partial Tensor<float> Read(Tensor<float> x);",
            "Read(x * ExpandDims(Greater(Max(x, [2]), 0.3f), 2))"),
        ["MaskZero"] = Ids("[Embedding(6, 4, MaskZero = true)] [SpatialDropout1D(0.2)] [SimpleRNN(3, Bidirectional = Bidirectional.Concat, ReturnSequences = true)] [Dense(4, Activation = Activation.Softmax)]", loss: "SparseCategoricalCrossentropy"),
        ["WithMask"] = Forward("[GRU(3, ReturnSequences = true)] [GlobalMaxPooling1D] private partial Tensor<float> Read(Tensor<float> x);", "Read(WithMask(x, Greater(Max(x, [2]), 0.3f)))"),
        ["SampledSoftmax"] = Ids("[Embedding(6, 4)] [GRU(4, ReturnSequences = true)] [SampledSoftmax(20, Negatives = 5)]", loss: "SparseCategoricalCrossentropy"),
        ["NoiseContrastiveEstimation"] = Ids("[Embedding(6, 4, MaskZero = true)] [LSTM(4, ReturnSequences = true)] [NoiseContrastiveEstimation(20, Negatives = 5)]", loss: "SparseCategoricalCrossentropy"),
        ["NoiseContrastiveEstimation of the last step"] = Chain("[LSTM(4)] [NoiseContrastiveEstimation(20, Negatives = 5)]", loss: "SparseCategoricalCrossentropy"),
        ["Noise"] = Chain("[Dropout(0.3)] [Dropout(0.3, NoiseShape = [1, 3])] [GaussianNoise(0.1)] [GaussianDropout(0.1)] [AlphaDropout(0.1)] [Dense(2)]"),
        ["SpatialDropout1D"] = Chain("[Dense(8)] [SpatialDropout1D(0.4)] [LSTM(3)]"),
        ["SpatialDropout2D"] = Chain("[SpatialDropout2D(0.4)] [Flatten(TimeDistributed = true)] [LSTM(2)]", "Length.Any, 3, 2, MaxLength = 7"),
        ["Normalizations"] = Chain("[BatchNormalization] [LayerNormalization] [PReLU(SharedAxes = [1])] [GlobalAveragePooling1D] [Dense(2)]"),
        ["Penalties"] = Chain("[Dense(3, ActivityL2 = 0.1, KernelL1 = 0.1)] [ActivityRegularization(L1 = 0.1)] [GRU(2, ReturnSequences = true)]"),
        ["Merges"] = """
            [Model(Loss = Loss.Huber, InputGradients = true)]
            public partial class Net
            {
                [Dense(3, Activation = Activation.Tanh)] private partial Tensor<float> Left(Tensor<float> x);
                [Add] private partial Tensor<float> Sum(Tensor<float> a, Tensor<float> b);
                [Average] private partial Tensor<float> Half(Tensor<float> a, Tensor<float> b);
                [Maximum] private partial Tensor<float> More(Tensor<float> a, Tensor<float> b);
                [Concatenate] private partial Tensor<float> Beside(Tensor<float> a, Tensor<float> b);
                [Concatenate(1)] private partial Tensor<float> Behind(Tensor<float> a, Tensor<float> b);
                [Dot(-1)] private partial Tensor<float> Alike(Tensor<float> a, Tensor<float> b);
                [GRU(2)] private partial Tensor<float> ReadBoth(Tensor<float> x);
                [GRU(2)] private partial Tensor<float> Read(Tensor<float> x);
                public Tensor<float> Forward([Shape(Length.Any, 3, MaxLength = 7)] Tensor<float> x)
                {
                    Tensor<float> y = Left(x), z = More(Sum(x, y), Half(x, y));
                    return Concatenate(ReadBoth(Behind(Beside(x, z), Beside(z, x))), Read(Beside(MatMul(Alike(x, y), z), z)));
                }
            }
            """,
        ["Operators"] = Forward(
            "",
            "Concatenate(Reverse(x, 1) * ExpandDims(Positions(x, 1), 1), Softmax(x) - Mean(x, [1], keepDimensions: true), Transpose(Softmax(Transpose(x, 0, 2, 1)), 0, 2, 1) * Max(x, [1, 2], keepDimensions: true))"),
        ["A layer of the user's own"] = Chain("[Heed(4)] [GlobalMaxPooling1D] [Dense(2)]"),
        ["A number for each step"] = Forward("[LSTM(3, ReturnSequences = true)] private partial Tensor<float> Read(Tensor<float> x);", "Sigmoid(Sum(Read(x), [2]))"),
        ["Logits"] = Ids("[Embedding(6, 4)] [GRU(4, ReturnSequences = true)] [Dense(5)]", loss: "SparseCategoricalCrossentropyFromLogits"),
    };

    /// <summary>What the cases use: it is the same for any length and for a fixed one.</summary>
    public const string Shared = """
        using System.Numerics.Tensors;
        using Compiled;
        using static Compiled.Ops;

        [Cell]
        public sealed partial class LeakyAttribute(int units) : CellDefinition
        {
            [Weight("x[-1]", "units")] private partial Tensor<float> Kernel { get; }
            [Weight("units")] private partial Tensor<float> Keep { get; }
            public (Tensor<float> Output, Tensor<float> H) Step(Tensor<float> x, [State("units")] Tensor<float> h)
            {
                Tensor<float> keep = Sigmoid(Keep), next = keep * h + (1 - keep) * Tanh(MatMul(x, Kernel));
                return (next * 2, next);
            }
        }

        [Layer]
        public sealed partial class HeedAttribute(int units) : LayerDefinition
        {
            [Weight("x[-1]", "units")] private partial Tensor<float> Kernel { get; }
            public Tensor<float> Forward(Tensor<float> x)
            {
                Tensor<float> keys = MatMul(x, Kernel);
                return MatrixProduct(Softmax(MatrixProduct(keys, keys, transposeRight: true) / units), x);
            }
        }

        [Model]
        [Input(2, 3)]
        [LSTM(2)]
        public partial class Frame;

        """;

    /// <summary>The case in a namespace of its own, with a fixed length unless that is 0.</summary>
    public static string Write(string source, string space, int length)
    {
        string sized = length == 0 ? source : source.Replace("Length.Any", $"{length}", StringComparison.Ordinal).Replace($", MaxLength = {MaxLength}", "", StringComparison.Ordinal);
        return $"namespace {space}\n{{\n{sized}\n}}\n";
    }

    private static string Chain(string layers, string shape = "Length.Any, 3, MaxLength = 7", string loss = "MeanSquaredError") => $$"""
        [Model(Loss = Loss.{{loss}}, InputGradients = true)]
        [Input({{shape}})]
        {{layers}}
        public partial class Net;
        """;

    private static string Ids(string layers, string shape = "Length.Any, MaxLength = 7", string loss = "MeanSquaredError") =>
        Chain(layers, shape, loss).Replace(", InputGradients = true", "", StringComparison.Ordinal);

    private static string Forward(string members, string expression, string shape = "Length.Any, 3, MaxLength = 7") => $$"""
        [Model(Loss = Loss.MeanSquaredError, InputGradients = true)]
        public partial class Net
        {
            {{members}}
            public Tensor<float> Forward([Shape({{shape}})] Tensor<float> x) => {{expression}};
        }
        """;

    private static string Attend(string layer, string query, string value) => $$"""
        [Model(Loss = Loss.MeanSquaredError, InputGradients = true)]
        public partial class Net
        {
            [Dense(4)] private partial Tensor<float> Ask(Tensor<float> x);
            [Dense(4)] private partial Tensor<float> Offer(Tensor<float> x);
            [{{layer}}] private partial (Tensor<float> Seen, Tensor<float> Weights) Look(Tensor<float> query, Tensor<float> value);
            public Tensor<float> Forward([Shape({{query}})] Tensor<float> query, [Shape({{value}})] Tensor<float> value) => Look(Ask(query), Offer(value)).Seen;
        }
        """;
}
