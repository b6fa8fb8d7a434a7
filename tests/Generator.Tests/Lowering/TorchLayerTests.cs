using System.Globalization;
using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering;
using Compiled.Generator.Operators;
using Compiled.Generator.Tests.Backend;
using Compiled.Generator.Tests.Harness;
using Compiled.Generator.Tests.Interpretation;

namespace Compiled.Generator.Tests.Lowering;

/// <summary>
/// Layers over spatial axes and their gradients beside PyTorch 1.13, batches of 1 and 5, by the interpreter in double precision and by the
/// compiled program: tests/Oracle/convolution_layers.csv, made by convolution_layers.py, which says what the numbers are.
/// </summary>
public class TorchLayerTests
{
    private static readonly string[] _kinds =
    [
        "Conv1D", "Conv2D", "Conv3D", "Conv1DTranspose", "Conv2DTranspose", "Conv3DTranspose",
        "DepthwiseConv1D", "DepthwiseConv2D", "SeparableConv1D", "SeparableConv2D", "LocallyConnected1D", "LocallyConnected2D",
        "UpSampling1D", "UpSampling2D", "UpSampling3D", "Resizing", "CenterCrop", "Rescaling",
        "ZeroPadding1D", "ZeroPadding2D", "ZeroPadding3D", "Cropping1D", "Cropping2D", "Cropping3D",
        "SpatialDropout1D", "SpatialDropout2D", "SpatialDropout3D", "BatchNormalization",
        "MaxPooling1D", "MaxPooling2D", "MaxPooling3D", "AveragePooling1D", "AveragePooling2D", "AveragePooling3D",
        "GlobalMaxPooling1D", "GlobalMaxPooling2D", "GlobalMaxPooling3D", "GlobalAveragePooling1D", "GlobalAveragePooling2D", "GlobalAveragePooling3D",
    ];

    private static readonly string[][] _rows =
        [.. File.ReadLines(Path.Combine(Repository.Root, "tests", "Oracle", "convolution_layers.csv")).Skip(1).Select(row => row.Split(';'))];

    // One compilation serves all rows; batches share their layer's program.
    private static readonly Lazy<(IReadOnlyDictionary<string, (LoweredModel Model, Graph Graph, int Number)> Layers, CompiledPrograms Programs)> _compiled = new(Compile);

    public static TheoryData<string> Kinds => [.. _kinds];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ValuesAndGradientsAreThoseOfPyTorch(string kind)
    {
        string[][] rows = [.. _rows.Where(row => Kind(row) == kind)];
        Assert.Equal(["1", "5"], rows.Select(row => row[2]).Distinct().Order());
        Assert.All(rows, Check);
    }

    [Fact]
    public void EveryRowIsCheckedAndEveryKindHasRows() => Assert.Equal(_kinds.Order(), _rows.Select(Kind).Distinct().Order());

    private static void Check(string[] row)
    {
        (LoweredModel model, Graph graph, int number) = _compiled.Value.Layers[Name(row)];
        int batch = int.Parse(row[2], CultureInfo.InvariantCulture);
        IReadOnlyDictionary<(OutputKind, int), double[]> interpreted = new GraphInterpreter<double>(batch, (leaf, length) => Leaf(model, leaf, length)).RunOutputs(graph);
        using var run = new ProgramRun(_compiled.Value.Programs.Programs[number], _compiled.Value.Programs[number], batch, (leaf, length) => Array.ConvertAll(Leaf(model, leaf, length), v => (float)v));
        (string Name, OutputKind Kind, int Index)[] outputs =
        [
            ("y", OutputKind.Prediction, 0), ("x", OutputKind.InputGradient, 0), .. model.Parameters.Select(p => (p.Role, OutputKind.Gradient, p.Index)),
        ];
        Assert.Equal(row.Skip(3).Select(sum => sum.Split('=')[0]).Order(), outputs.Select(o => o.Name).Order());
        foreach ((string name, OutputKind kind, int index) in outputs)
        {
            double expected = double.Parse(row.Skip(3).Single(sum => sum.StartsWith($"{name}=", StringComparison.Ordinal)).Split('=')[1], CultureInfo.InvariantCulture);
            double[] values = interpreted[(kind, index)], compiled = Array.ConvertAll(run[kind, index].ToArray(), v => (double)v);
            double size = 1 + values.Sum(Math.Abs);
            Assert.Equal(values.Length, compiled.Length);
            Close(expected, OracleSums.Of(values, Scale(kind)), 1e-12 * size, "interpreted");
            Close(expected, OracleSums.Of(compiled, Scale(kind)), 1e-6 * size, "compiled");

            void Close(double wanted, double actual, double allowed, string how) =>
                Assert.True(Math.Abs(wanted - actual) <= allowed, $"{Name(row)} with {batch} samples, {how}: {name} is {actual}, not {wanted} ± {allowed:g2}");
        }

        static int Scale(OutputKind kind) => kind == OutputKind.Prediction ? 3 : 1;
    }

    private static double[] Leaf(LoweredModel model, Operator leaf, int length) => leaf switch
    {
        Input => OracleSums.Wave(Math.Sin, 1, length, 1),
        Target => OracleSums.Wave(Math.Sin, 2, length, 1),
        Parameter parameter => OracleSums.Wave(
            model.Parameters[parameter.Index].Role switch { "bias" => Math.Sin, "moving_variance" => i => 2 + Math.Cos(i), _ => Math.Cos }, 1, length, 1),
        _ => throw new InvalidOperationException($"{leaf} has no value"),
    };

    private static (IReadOnlyDictionary<string, (LoweredModel Model, Graph Graph, int Number)> Layers, CompiledPrograms Programs) Compile()
    {
        (string Name, LoweredModel Model, Graph Graph)[] layers = [.. _rows.DistinctBy(Name).Select(row =>
        {
            LoweredModel model = LoweringHarness.Model($$"""
                [Model]
                [Input({{row[1].Replace(" ", ", ", StringComparison.Ordinal)}})]
                [{{row[0]}}]
                public partial class Net;
                """);
            return (Name(row), model, OracleSums.Differentiated(model, inputs: 1));
        })];
        return (
            layers.Select((layer, number) => (layer, number)).ToDictionary(l => l.layer.Name, l => (l.layer.Model, l.layer.Graph, l.number)),
            CompiledPrograms.Of([.. layers.Select(layer => layer.Graph)]));
    }

    private static string Kind(string[] row) => row[0].Split('(')[0];

    private static string Name(string[] row) => $"{row[0]} of ({row[1]})";
}
