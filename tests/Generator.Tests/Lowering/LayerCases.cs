namespace Compiled.Generator.Tests.Lowering;

/// <summary>Small models, each with one layer (or construction) of interest, that every test of layers runs over.</summary>
internal static class LayerCases
{
    public static IReadOnlyDictionary<string, string> All { get; } = Build();

    /// <summary>A chain on samples of the given sizes, ending in a loss on one value.</summary>
    private static string Chain(string shape, string layers) => $$"""
        [Model(Loss = Loss.MeanSquaredError)]
        [Input({{shape}})]
        {{layers}}
        public partial class Net;
        """;

    private static string Merge(string layer) => $$"""
        [Model(Loss = Loss.MeanSquaredError)]
        public partial class Net
        {
            [Dense(4, Activation = Activation.Tanh)] private partial Tensor<float> Left(Tensor<float> x);
            [Dense(4, Activation = Activation.Tanh)] private partial Tensor<float> Right(Tensor<float> x);
            [{{layer}}] private partial Tensor<float> Join(Tensor<float> a, Tensor<float> b);
            public Tensor<float> Forward([Shape(3)] Tensor<float> x, [Shape(3)] Tensor<float> y) => Join(Left(x), Right(y));
        }
        """;

    private static string Classes(string shape, string layers) => Chain(shape, layers).Replace("MeanSquaredError", "SparseCategoricalCrossentropy", StringComparison.Ordinal);

    /// <param name="value">The sizes of a value; queries are (2, 3) and keys (4, 3).</param>
    private static string Attend(string layer, string value) => $$"""
        [Model(Loss = Loss.MeanSquaredError)]
        public partial class Net
        {
            [{{layer}}] private partial Tensor<float> Attend(Tensor<float> query, Tensor<float> value, Tensor<float> key);
            public Tensor<float> Forward([Shape(2, 3)] Tensor<float> query, [Shape({{value}})] Tensor<float> value, [Shape(4, 3)] Tensor<float> key) => Attend(query, value, key);
        }
        """;

    private static Dictionary<string, string> Build()
    {
        Dictionary<string, string> cases = new()
        {
            ["Dense"] = Chain("5", "[Dense(3)]"),
            ["Dense without bias"] = Chain("5", "[Dense(3, UseBias = false)]"),
            ["Dense of rank 3"] = Chain("2, 5", "[Dense(3, Activation = Activation.Sigmoid)]"),
            ["Dense with penalties"] = Chain("5", "[Dense(3, KernelL1 = 0.01, KernelL2 = 0.02, BiasL1 = 0.03, BiasL2 = 0.04, ActivityL1 = 0.05, ActivityL2 = 0.06)]"),
            ["Dropout"] = Chain("5", "[Dropout(0.4)] [Dense(3)]"),
            ["Dropout with shared noise"] = Chain("2, 5", "[Dropout(0.4, NoiseShape = [1, 5])] [Dense(3)]"),
            ["Flatten"] = Chain("2, 3", "[Flatten] [Dense(2)]"),
            ["Reshape"] = Chain("12", "[Reshape(2, -1, 3)] [Dense(2)]"),
            ["Permute"] = Chain("2, 3, 4", "[Permute(3, 1, 2)] [Dense(2)]"),
            ["RepeatVector"] = Chain("3", "[RepeatVector(4)] [Dense(2)]"),
            ["BatchNormalization"] = Chain("4", "[Dense(3)] [BatchNormalization] [Dense(2)]"),
            ["BatchNormalization of rank 3"] = Chain("2, 3", "[BatchNormalization(Axis = 1)] [Dense(2)]"),
            ["BatchNormalization without scale"] = Chain("4", "[BatchNormalization(Center = false, Scale = false)] [Dense(2)]"),
            ["LayerNormalization"] = Chain("4", "[LayerNormalization] [Dense(2)]"),
            ["LayerNormalization of two axes"] = Chain("3, 4", "[LayerNormalization(Axis = [1, 2], GammaL2 = 0.1)] [Dense(2)]"),
            ["LayerNormalization of a middle axis"] = Chain("3, 4", "[LayerNormalization(Axis = [1])] [Dense(2)]"),
            ["GaussianNoise"] = Chain("4", "[GaussianNoise(0.5)] [Dense(2)]"),
            ["GaussianDropout"] = Chain("4", "[GaussianDropout(0.3)] [Dense(2)]"),
            ["AlphaDropout"] = Chain("4", "[AlphaDropout(0.3)] [Dense(2)]"),
            ["LeakyReLU"] = Chain("4", "[LeakyReLU] [Dense(2)]"),
            ["PReLU"] = Chain("4", "[PReLU] [Dense(2)]"),
            ["PReLU shared"] = Chain("3, 4", "[PReLU(SharedAxes = [1])] [Dense(2)]"),
            ["ELU"] = Chain("4", "[ELU(0.7)] [Dense(2)]"),
            ["ThresholdedReLU"] = Chain("4", "[ThresholdedReLU(0.5)] [Dense(2)]"),
            ["ActivityRegularization"] = Chain("4", "[Dense(3, Activation = Activation.Tanh)] [ActivityRegularization(L1 = 0.1, L2 = 0.2)] [Dense(2)]"),
            ["Add"] = Merge("Add"),
            ["Subtract"] = Merge("Subtract"),
            ["Multiply"] = Merge("Multiply"),
            ["Average"] = Merge("Average"),
            ["Maximum"] = Merge("Maximum"),
            ["Minimum"] = Merge("Minimum"),
            ["Concatenate"] = Merge("Concatenate"),
            ["Dot"] = Merge("Dot(1)"),
            ["Dot normalized"] = Merge("Dot(-1, Normalize = true)"),
            ["Dot of matrices"] = """
                [Model(Loss = Loss.MeanSquaredError)]
                public partial class Net
                {
                    [Dot(2, 1)] private partial Tensor<float> Join(Tensor<float> a, Tensor<float> b);
                    public Tensor<float> Forward([Shape(2, 3)] Tensor<float> x, [Shape(3, 4)] Tensor<float> y) => Join(x, y);
                }
                """,
            ["Dot of matrix and vector"] = """
                [Model(Loss = Loss.MeanSquaredError)]
                public partial class Net
                {
                    [Dot(1, 1)] private partial Tensor<float> Join(Tensor<float> a, Tensor<float> b);
                    public Tensor<float> Forward([Shape(3, 2)] Tensor<float> x, [Shape(3)] Tensor<float> y) => Join(x, y);
                }
                """,
            ["Embedding"] = Chain("3", "[Embedding(4, 5)] [Flatten] [Dense(2)]"),
            ["Embedding with penalties"] = Chain("3", "[Embedding(4, 2, EmbeddingsL1 = 0.1, EmbeddingsL2 = 0.2, ActivityL2 = 0.1)] [Dense(2)]"),
            ["Embedding called twice"] = """
                [Model(Loss = Loss.MeanSquaredError)]
                public partial class Net
                {
                    [Embedding(4, 3)] private partial Tensor<float> Vectors(Tensor<int> ids);
                    public Tensor<float> Forward([Shape(2)] Tensor<int> left, [Shape(2)] Tensor<int> right) => Vectors(left) * Vectors(right);
                }
                """,
            ["Embedding with a mask"] = Chain("4", "[Embedding(4, 3, MaskZero = true)] [BatchNormalization] [Dense(3, ActivityL2 = 0.1)] [LSTM(2, ReturnSequences = true, GoBackwards = true)] [GRU(2, Bidirectional = Bidirectional.Concat, ReturnSequences = true)] [Dense(2)]"),
            ["Masking"] = Chain("4, 3", "[Masking] [SimpleRNN(2)]"),
            ["Masks of pooling"] = """
                [Model(Loss = Loss.MeanSquaredError)]
                public partial class Net
                {
                    [GlobalAveragePooling1D] private partial Tensor<float> Average(Tensor<float> x);
                    [GlobalMaxPooling1D(KeepDims = true)] private partial Tensor<float> Largest(Tensor<float> x);
                    [Concatenate] private partial Tensor<float> Join(Tensor<float> a, Tensor<float> b);
                    public Tensor<float> Forward([Shape(3, 2)] Tensor<float> x, [Shape(3)] Tensor<float> y)
                    {
                        Tensor<float> masked = WithMask(x, Greater(y, 0));
                        return Join(Average(Tanh(masked)), Squeeze(Largest(masked * x), 1));
                    }
                }
                """,
            ["SimpleRNN"] = Chain("4, 3", "[SimpleRNN(2)]"),
            ["SimpleRNN of all steps"] = Chain("4, 3", "[SimpleRNN(2, ReturnSequences = true, UseBias = false, Activation = Activation.Softsign)] [SimpleRNN(3)]"),
            ["SimpleRNN with penalties"] = Chain("3, 2", "[SimpleRNN(2, KernelL2 = 0.1, RecurrentL2 = 0.2, BiasL1 = 0.1, ActivityL2 = 0.1)]"),
            ["LSTM"] = Chain("3, 2", "[LSTM(3)]"),
            ["LSTM of all steps, backwards"] = Chain("3, 2", "[LSTM(2, ReturnSequences = true, GoBackwards = true, UnitForgetBias = false, UseBias = false)] [Dense(2)]"),
            ["LSTM with hard gates"] = Chain("3, 2", "[LSTM(2, RecurrentActivation = Activation.HardSigmoid, Activation = Activation.Relu)] [Dense(1)]"),
            ["LSTM with dropout"] = Chain("3, 4", "[LSTM(3, Dropout = 0.3, RecurrentDropout = 0.4)] [Dense(1)]"),
            ["LSTM with peepholes"] = Chain("3, 2", "[LSTM(2, Peephole = true)]"),
            ["LSTM with states to begin with"] = """
                [Model(Loss = Loss.MeanSquaredError)]
                public partial class Net
                {
                    [LSTM(2, ReturnSequences = true)] private partial Tensor<float> Decode(Tensor<float> x, Tensor<float> h, Tensor<float> c);
                    public Tensor<float> Forward([Shape(3, 2)] Tensor<float> x, [Shape(2)] Tensor<float> h, [Shape(2)] Tensor<float> c) => Decode(x, h, c);
                }
                """,
            ["LSTM both ways"] = Chain("3, 2", "[LSTM(2, Bidirectional = Bidirectional.Concat)] [Dense(1)]"),
            ["GRU both ways, all steps"] = Chain("3, 2", "[GRU(2, Bidirectional = Bidirectional.Mul, ReturnSequences = true)] [SimpleRNN(2, Bidirectional = Bidirectional.Ave)]"),
            ["SimpleRNN both ways, summed"] = Chain("3, 2", "[SimpleRNN(2, Bidirectional = Bidirectional.Sum, RecurrentDropout = 0.3)]"),
            ["Both ways from states"] = """
                [Model(Loss = Loss.MeanSquaredError)]
                public partial class Net
                {
                    [GRU(2, Bidirectional = Bidirectional.Concat)] private partial Tensor<float> Both(Tensor<float> x, Tensor<float> h, Tensor<float> g);
                    public Tensor<float> Forward([Shape(3, 2)] Tensor<float> x, [Shape(2)] Tensor<float> h, [Shape(2)] Tensor<float> g) => Both(x, h, g);
                }
                """,
            ["Dense on each step"] = Chain("3, 2", "[Dense(4, TimeDistributed = true)] [BatchNormalization(TimeDistributed = true)] [Dense(1)]"),
            ["LSTM on each step"] = Chain("2, 3, 4", "[LSTM(2, TimeDistributed = true)] [LSTM(2)]"),
            ["Convolution on each step"] = Chain("2, 4, 4, 1", "[Conv2D(2, 3, TimeDistributed = true)] [Flatten(TimeDistributed = true)] [SimpleRNN(2)]"),
            ["States from one loop to another"] = """
                [Model(Loss = Loss.MeanSquaredError)]
                public partial class Net
                {
                    [LSTM(2, Bidirectional = Bidirectional.Sum)] private partial (Tensor<float> y, Tensor<float> h, Tensor<float> c, Tensor<float> g, Tensor<float>) Encode(Tensor<float> x);
                    [LSTM(2, ReturnSequences = true)] private partial Tensor<float> Decode(Tensor<float> x, Tensor<float> h, Tensor<float> c);
                    public Tensor<float> Forward([Shape(3, 2)] Tensor<float> x, [Shape(2, 3)] Tensor<float> y)
                    {
                        (_, Tensor<float> h, Tensor<float> c, Tensor<float> g, _) = Encode(x);
                        return Decode(y, h * g, c);
                    }
                }
                """,
            ["GRU"] = Chain("3, 2", "[GRU(3)]"),
            ["GRU, classic"] = Chain("3, 2", "[GRU(3, ResetAfter = false)]"),
            ["GRU of all steps, backwards"] = Chain("3, 2", "[GRU(2, ReturnSequences = true, GoBackwards = true, UseBias = false)] [GRU(2, ResetAfter = false, UseBias = false)]"),
            ["GRU with dropout"] = Chain("3, 4", "[GRU(3, Dropout = 0.3, RecurrentDropout = 0.4, ResetAfter = false)] [Dense(1)]"),
            ["Both ways, two results"] = """
                [Model(Loss = Loss.MeanSquaredError)]
                public partial class Net
                {
                    [LSTM(2, Bidirectional = Bidirectional.None, ActivityL2 = 0.1)] private partial (Tensor<float> forward, Tensor<float> backward) Both(Tensor<float> x);
                    public Tensor<float> Forward([Shape(3, 2)] Tensor<float> x)
                    {
                        var (forward, backward) = Both(x);
                        return forward * Tanh(backward);
                    }
                }
                """,
            ["ConvLSTM2D"] = Chain("2, 3, 4, 1", "[ConvLSTM2D(2, 2, Padding = Padding.Same)] [Flatten] [Dense(1)]"),
            ["ConvLSTM2D of all steps, backwards"] = Chain("2, 4, 4, 1", "[ConvLSTM2D(1, 2, 3, Strides = [2, 1], ReturnSequences = true, GoBackwards = true, UseBias = false)] [ConvLSTM2D(1, 2, DilationRate = [1, 1], RecurrentActivation = Activation.HardSigmoid)] [Flatten]"),
            ["ConvLSTM2D with dropout, both ways"] = Chain("2, 4, 4, 1", "[ConvLSTM2D(1, 2, DilationRate = [2, 1], Dropout = 0.3, RecurrentDropout = 0.4, Bidirectional = Bidirectional.Sum)] [Flatten] [Dense(1)]"),
            ["Attention of padded sequences"] = Classes("3", "[Embedding(4, 2, MaskZero = true)] [SinusoidalPositions] [MultiHeadAttention(2, 3, UseCausalMask = true)] [Attention] [SampledSoftmax(5, Negatives = 3)]"),
            ["SampledSoftmax"] = Classes("3", "[Dense(2, Activation = Activation.Tanh)] [SampledSoftmax(6, Negatives = 4, KernelL2 = 0.1)]"),
            ["SampledSoftmax of steps"] = Classes("2, 3", "[SampledSoftmax(5, Negatives = 3, UseBias = false)]"),
            ["NoiseContrastiveEstimation"] = Classes("3", "[Dense(2, Activation = Activation.Tanh)] [NoiseContrastiveEstimation(6, Negatives = 4)]"),
            ["PositionalEmbedding"] = Chain("3, 2", "[PositionalEmbedding(5, EmbeddingsL2 = 0.1)] [Dense(2)]"),
            ["SinusoidalPositions"] = Chain("3, 5", "[Dense(5)] [SinusoidalPositions] [Dense(2, Activation = Activation.Tanh)]"),
            ["Attention"] = Attend("Attention", "4, 3"),
            ["Attention, scaled and causal, with dropout"] = Chain("3, 2", "[Attention(UseScale = true, UseCausalMask = true, Dropout = 0.3, ActivityL2 = 0.1)] [Dense(2)]"),
            ["AdditiveAttention"] = Attend("AdditiveAttention", "4, 3"),
            ["AdditiveAttention, causal, with dropout"] = Chain("3, 2", "[AdditiveAttention(UseScale = false, UseCausalMask = true, Dropout = 0.3)] [Dense(2)]"),
            ["MultiHeadAttention"] = Attend("MultiHeadAttention(2, 3, ValueDim = 2, OutputDim = 5, Activation = Activation.Tanh)", "4, 2"),
            ["MultiHeadAttention, causal, with dropout"] = Chain("3, 4", "[MultiHeadAttention(2, 2, UseCausalMask = true, UseBias = false, Dropout = 0.3, KernelL2 = 0.1)] [Dense(2)]"),
            ["Shared layer"] = """
                [Model(Loss = Loss.MeanSquaredError)]
                public partial class Net
                {
                    [Dense(4, Activation = Activation.Tanh, KernelL2 = 0.1)] private partial Tensor<float> Shared(Tensor<float> x);
                    public Tensor<float> Forward([Shape(4)] Tensor<float> x, [Shape(4)] Tensor<float> y) => Shared(Shared(x)) - Shared(y);
                }
                """,
            ["Custom layer"] = """
                [Layer]
                public sealed partial class ScaledAttribute(int units, float factor = 0.5f) : LayerDefinition
                {
                    [Weight("x[-1]", "2 * (units - 1)")] private partial Tensor<float> Kernel { get; }
                    [Weight("2 * (units - 1)", Initializer = Initializer.Zeros, L2 = 0.1)] private partial Tensor<float> Bias { get; }
                    public Tensor<float> Forward(Tensor<float> x) => Tanh(MatMul(x, Kernel) * factor + Bias);
                }

                [Model(Loss = Loss.MeanSquaredError)]
                [Input(5)]
                [Scaled(3)]
                [Dense(1)]
                public partial class Net;
                """,
            ["Cell"] = """
                [Cell]
                public sealed partial class MinimalGatedUnitAttribute(int units, float scale = 0.5f) : CellDefinition
                {
                    [Weight("x[-1]", "2 * units")] private partial Tensor<float> Kernel { get; }
                    [Weight("units", "units")] private partial Tensor<float> Forget { get; }
                    [Weight("h[-1]", "units", L2 = 0.1)] private partial Tensor<float> Candidate { get; }
                    public bool IsScaled { get; set; }
                    public (Tensor<float> Output, Tensor<float> H) Step(Tensor<float> x, [State("units")] Tensor<float> h)
                    {
                        Tensor<float> projected = MatMul(x, Kernel);
                        Tensor<float> f = Sigmoid(Slice(projected, 1, 0, units) + MatMul(h, Forget));
                        Tensor<float> next = (1 - f) * h + f * Tanh(Slice(projected, 1, units, units) + MatMul(f * h, Candidate));
                        return (IsScaled ? next * scale : next, next);
                    }
                }

                [Model(Loss = Loss.MeanSquaredError)]
                [Input(3, 2)]
                [MinimalGatedUnit(2, ReturnSequences = true, IsScaled = true)]
                [MinimalGatedUnit(3, 0.25f, IsScaled = true, Bidirectional = Bidirectional.Concat)]
                public partial class Net;
                """,
            ["Cell over pictures, from a state"] = """
                [Cell]
                public sealed partial class FadingAttribute : CellDefinition
                {
                    [Weight("x[1]", "1")] private partial Tensor<float> Rate { get; }
                    public (Tensor<float> Output, Tensor<float> Sum, Tensor<float> Count) Step(Tensor<float> x, [State("x[1]", "x[2]")] Tensor<float> sum, [State("1")] Tensor<float> count)
                    {
                        Tensor<float> next = Sigmoid(Rate) * sum + x;
                        return (Mean(next, [2]) / (1 + count * count), next, count + 1);
                    }
                }

                [Model(Loss = Loss.MeanSquaredError)]
                public partial class Net
                {
                    [Fading(ReturnSequences = true, GoBackwards = true)] private partial (Tensor<float> y, Tensor<float> sum, Tensor<float> count) Fade(Tensor<float> x, Tensor<float> sum, Tensor<float> count);
                    public Tensor<float> Forward([Shape(3, 2, 2)] Tensor<float> x, [Shape(2, 2)] Tensor<float> start)
                    {
                        var (y, sum, count) = Fade(x, start, Slice(Flatten(start), 1, 0, 1));
                        return Flatten(y) * Mean(Flatten(sum), [1], true) + count;
                    }
                }
                """,
            ["StackedCells"] = Chain("3, 2", "[StackedCells(2, ReturnSequences = true)] [LSTM(2)] [GRU(3, ResetAfter = false)] [SimpleRNN(2)]"),
            ["StackedCells with dropout, backwards"] = Chain("3, 2", "[StackedCells(3, GoBackwards = true)] [SimpleRNN(3, Dropout = 0.3)] [SimpleRNN(2, RecurrentDropout = 0.3, KernelL2 = 0.1)] [SimpleRNN(2, Name = \"top\")] [Dense(1)]"),
            ["StackedCells with a user's cell, states in and out"] = """
                [Cell]
                public sealed partial class MixAttribute(int units) : CellDefinition
                {
                    [Weight("x[-1]", "2 * units")] private partial Tensor<float> Kernel { get; }
                    public (Tensor<float> Output, Tensor<float> H) Step(Tensor<float> x, [State("units")] Tensor<float> h)
                    {
                        Tensor<float> y = Tanh(MatMul(x, Kernel));
                        return (y, (h + Slice(y, 1, 0, units)) * 0.5f);
                    }
                }

                [Model(Loss = Loss.MeanSquaredError)]
                public partial class Net
                {
                    [StackedCells(2, Bidirectional = Bidirectional.Sum)] [Mix(2)] [GRU(2)] private partial Tensor<float> First(Tensor<float> x);
                    [StackedCells(2)] [SimpleRNN(2)] [Mix(1)] private partial (Tensor<float> y, Tensor<float> h, Tensor<float> g) Last(Tensor<float> x, Tensor<float> h, Tensor<float> g);
                    public Tensor<float> Forward([Shape(3, 2)] Tensor<float> x)
                    {
                        Tensor<float> start = First(x);
                        var (y, h, g) = Last(x, start, Slice(start, 1, 0, 1));
                        return y * h + g;
                    }
                }
                """,
            ["TimeDistributed model, method and stack"] = """
                [Model(Loss = Loss.MeanSquaredError)]
                [Input(2, 2)]
                [Flatten]
                [Dense(3, Activation = Activation.Tanh)]
                public partial class Frame;

                [Model(Loss = Loss.MeanSquaredError)]
                public partial class Net
                {
                    private partial Frame Frame { get; }
                    [Dense(4)] [BatchNormalization] private partial Tensor<float> Look(Tensor<float> x);
                    private static Tensor<float> Scale(Tensor<float> x) => x * 0.5f;
                    public Tensor<float> Forward([Shape(3, 2, 2)] Tensor<float> x)
                    {
                        Tensor<float> frames = TimeDistributed(Frame.Forward, x);
                        return TimeDistributed(Scale, TimeDistributed(x: frames, layer: Look)) + TimeDistributed(Local, frames);

                        Tensor<float> Local(Tensor<float> y) => Concatenate(y, Slice(y, 1, 0, 1));
                    }
                }
                """,
            ["Several outputs"] = """
                [Model(Loss = Loss.MeanSquaredError)]
                [Output("labels", Loss = Loss.SparseCategoricalCrossentropy, LossWeight = 0.3)]
                public partial class Net
                {
                    [Dense(5, Activation = Activation.Tanh)] private partial Tensor<float> Hidden(Tensor<float> x);
                    [Dense(2)] private partial Tensor<float> First(Tensor<float> x);
                    [Dense(4, Activation = Activation.Softmax)] private partial Tensor<float> Second(Tensor<float> x);
                    public (Tensor<float> values, Tensor<float> labels) Forward([Shape(3)] Tensor<float> x)
                    {
                        Tensor<float> h = Hidden(x);
                        return (First(h), Second(h));
                    }
                }
                """,
        };
        foreach ((string name, string shape, string layer) in ConvolutionCases.All)
        {
            cases[name] = Chain(shape, $"{layer} [Flatten] [Dense(2)]");
        }

        foreach (string activation in Enum.GetNames<Compiled.Activation>())
        {
            cases[$"Activation {activation}"] = Chain("4", $"[Dense(3, Activation = Activation.{activation})] [Activation(Activation.{activation})] [Dense(2)]")
                .Replace("[Activation(Activation.Softmax)]", "", StringComparison.Ordinal)
                .Replace("[Activation(Activation.Exponential)]", "", StringComparison.Ordinal);
        }

        return cases;
    }
}
