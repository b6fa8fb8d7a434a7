using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Reading.Robustness;

/// <summary>Small sources that together use every feature of the language; each reads without a finding.</summary>
internal static class Samples
{
    private const string Chain = """
        using System.Numerics.Tensors;
        using Compiled;

        namespace Sample
        {
            [Model(Loss = Loss.SparseCategoricalCrossentropy, Metrics = [Metric.Accuracy])]
            [Input(28, 28)]
            [Flatten]
            [Dense(16, Activation = Activation.Relu, KernelInitializer = Initializer.HeNormal, KernelL2 = 1e-4f)]
            [Scale(2, Power = 2)]
            [Dropout(0.3f)]
            [Dense(10, Activation = Activation.Softmax, Name = "head", Frozen = true)]
            public partial class Digits;

            [Layer]
            public sealed partial class ScaleAttribute(int channels = 1) : LayerDefinition
            {
                private readonly int _double = channels * 2;
                public int Power { get; set; } = 1;
                [Weight("x[-1]", Initializer = Initializer.Ones)] private partial Tensor<float> Gamma { get; }
                public Tensor<float> Forward(Tensor<float> x)
                {
                    for (int i = 0; i < Power; i++) x = x * Gamma;
                    return _double > 2 ? x + channels : x;
                }
            }
        }
        """;

    private const string Statements = """
        using System.Numerics.Tensors;
        using Compiled;

        [Model]
        public partial class Statements
        {
            private const int Depth = 3;
            [Dense(8)] private partial Tensor<float> Hidden(Tensor<float> x);
            [Frozen, Dense(units: 8)] internal partial Tensor<float> Second(Tensor<float> x);

            public Tensor<float> Forward([Shape(8)] Tensor<float> x)
            {
                const float Half = 0.5f;
                int width = (int)x.Lengths[^1], rank = x.Rank;
                var (a, _) = (Hidden(x), 1);
                Tensor<float> b;
                b = -Hidden(x) * Half;
                if (width > 3 && !(rank == 1) || Depth % 2 == 0)
                {
                    b = Second(x: b);
                }
                else
                    b = b - 1;

                for (int i = 0, j = Depth; i < j; i += 1, j--)
                {
                    b = i % 2 == 0 ? Ops.Relu(b) : b / MathF.Sqrt(i);
                }

                int steps = 0;
                while (steps < 2) { b = b + x.Lengths.Length; ++steps; }
                var pair = (first: b, second: Depth switch { 1 => a, 2 or 3 => a * 2, _ => b });
                (a, b) = (pair.second, pair.Item1);
                Tensor<float>[] all = [a, .. new[] { b }];
                foreach (var item in all) { a = a + item; }
                return (Second(all[0])! + all[^1]) * all.Length;
            }
        }
        """;

    private const string Methods = """
        using System.Numerics.Tensors;
        using Compiled;
        using static Compiled.Ops;

        public static class Blocks
        {
            private static readonly float[] _scales = [1, 0.5f];
            public static Tensor<T> Swish<T>(Tensor<T> x, double beta = 1) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
                => Multiply(x, Sigmoid(Multiply(x, T.CreateChecked(beta))));
            public static Tensor<float> Pyramid(this Tensor<float> x, int depth = 2, params Tensor<float>[] more)
            {
                for (int i = 0; i < depth; i++) x = x * _scales[i];
                return x / more.Length;
            }
        }

        [Model]
        public partial class Methods
        {
            [Dense(8)] private partial Tensor<float> Hidden(Tensor<float> x);
            private static int Width => 4;
            private Tensor<float> Twice(Tensor<float> x) => Hidden(Hidden(x));

            public Tensor<float> Forward([Shape(8)] Tensor<float> x)
            {
                float by = 2;
                var y = Local(Twice(x));
                return Concatenate(Blocks.Swish(y, beta: 1.5), x.Pyramid(3, y, y), ReduceSum(y, axes: [1], keepDimensions: true));
                Tensor<float> Local(Tensor<float> z) => z / by + Width;
            }
        }
        """;

    private const string Members = """
        using System.Numerics.Tensors;
        using Compiled;
        using static Compiled.Ops;

        [Model, Input(4), Dense(8)]
        public partial class Inner;

        public partial class Outer
        {
            [Model(CustomLoss = nameof(Distance), CustomMetrics = [nameof(Distance)], InputGradients = true)]
            [Output("main", LossWeight = 0.5f, CustomMetrics = [nameof(Distance)])]
            [Output("aux", Loss = Loss.MeanAbsoluteError)]
            public sealed partial class Two
            {
                [Frozen] private partial Inner Inner { get; }
                [Add] private partial Tensor<float> Sum(Tensor<float> a, Tensor<float> b);

                public static Tensor<float> Distance(Tensor<float> target, Tensor<float> prediction) => Mean(Square(prediction - target), -1);

                public (Tensor<float> main, Tensor<float> aux) Forward([Shape(4)] Tensor<float> x, [Shape] Tensor<int> label)
                {
                    var inner = Inner.Forward(x);
                    return (Sum(inner, Inner.Forward(x * 2)), inner + Reshape(ToFloat(label), [1]));
                }
            }
        }
        """;

    private static readonly (string Folder, string Text)[] _files = [.. Directory
        .GetFiles(Path.Combine(Repository.Root, "samples"), "*.cs", SearchOption.AllDirectories)
        .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(file => (Path.GetDirectoryName(file)!, File.ReadAllText(file)))];

    private static readonly string[] _own = [Chain, Statements, Methods, Members];

    private static readonly (string Folder, string Text)[] _models = [.. _files.Where(f => f.Text.Contains("[Model", StringComparison.Ordinal))];

    /// <summary>The sources above, then those files of the samples folder that declare models.</summary>
    public static IReadOnlyList<string> All { get; } = [.. _own, .. _models.Select(m => m.Text)];

    /// <summary>A source with those of its folder: a network may stand in several files.</summary>
    public static string[] WithNeighbours(int sample) => sample < _own.Length
        ? [All[sample]]
        : [.. _files.Where(f => f.Folder == _models[sample - _own.Length].Folder).Select(f => f.Text)];
}
