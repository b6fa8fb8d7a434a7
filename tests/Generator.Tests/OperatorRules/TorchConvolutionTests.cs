using System.Globalization;
using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;
using Compiled.Generator.Tests.Harness;
using Compiled.Generator.Tests.Interpretation;

namespace Compiled.Generator.Tests.OperatorRules;

/// <summary>
/// Convolution, pooling and their gradients over a grid of windows, strides, dilations, paddings, groups and odd sizes, beside PyTorch 1.13:
/// tests/Oracle/convolution.csv, made by tests/Oracle/convolution.py, which says what the numbers are.
/// </summary>
public class TorchConvolutionTests
{
    private const int Channels = 4;
    private const int Filters = 6;

    private static readonly Dictionary<int, int[]> _lengths = new() { [1] = [7], [2] = [7, 6], [3] = [5, 4, 6] };

    private static readonly string[] _rows = [.. File.ReadLines(Path.Combine(Repository.Root, "tests", "Oracle", "convolution.csv")).Skip(1)];

    [Theory]
    [InlineData("Convolution", 300)]
    [InlineData("MaxPooling", 60)]
    [InlineData("AveragePooling", 60)]
    public void SumsAreThoseOfPyTorch(string name, int atLeast)
    {
        string[] rows = [.. _rows.Where(r => r.StartsWith(name, StringComparison.Ordinal))];
        Assert.True(rows.Length >= atLeast, $"{rows.Length} rows");
        foreach (string row in rows)
        {
            string[] cells = row.Split(';');
            int[] numbers = [.. cells.Skip(1).Take(8).Select(c => int.Parse(c, CultureInfo.InvariantCulture))];
            double[] expected = [.. cells.Skip(9).Select(c => double.Parse(c, CultureInfo.InvariantCulture))];
            double[] actual = Sums(name, numbers);
            Assert.Equal(expected.Length, actual.Length);
            for (int i = 0; i < expected.Length; i++)
            {
                Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-9 * (1 + Math.Abs(expected[i])), $"{row}: sum {i + 1} is {actual[i]}");
            }
        }
    }

    /// <summary>The sums that a row names, by the interpreter over the differentiated graph.</summary>
    private static double[] Sums(string name, int[] numbers)
    {
        (int batch, int rank, int window, int stride, int dilation, int before, int after, int groups) = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5], numbers[6], numbers[7]);
        EquatableArray<int> Each(int number) => [.. Enumerable.Repeat(number, rank)];
        var sliding = new Sliding(Each(stride), Each(dilation), Each(before), Each(after));
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Sliding.WithSpatial(Dimension.Batch, _lengths[rank], Channels))));
        Value kernel = builder.Apply(new Parameter(0, new([.. Each(window).Select(w => Dimension.Constant(w)), Channels / groups, Filters])));
        Value y = name switch
        {
            "Convolution" => x.Convolution(kernel, sliding, groups),
            "MaxPooling" => x.Apply(new MaxPooling(Each(window), sliding)),
            _ => x.Apply(new AveragePooling(Each(window), sliding)),
        };
        Value gradient = builder.Apply(new Input(1, y.Type));
        builder.Output(OutputKind.Prediction, 0, y);
        builder.Output(OutputKind.Loss, 0, (y * gradient).SumAll());
        Graph graph = DeadNodeRemoval.Run(Differentiation.Run(builder.ToGraph(), name == "Convolution" ? [0] : [], [0]));
        IReadOnlyDictionary<(OutputKind, int), double[]> results = new GraphInterpreter<double>(batch, Leaf).RunOutputs(graph);
        double[] sums = [Check(results[(OutputKind.Prediction, 0)], Math.Cos, 3), Check(results[(OutputKind.InputGradient, 0)], Math.Sin, 1)];
        return name == "Convolution" ? [.. sums, Check(results[(OutputKind.Gradient, 0)], Math.Cos, 1)] : sums;
    }

    private static Array Leaf(Operator leaf, int length) => Enumerable.Range(0, length).Select(i => leaf switch
    {
        Input { Index: 1 } => Math.Sin((2 * i) + 1),
        Parameter => Math.Cos(i + 1),
        _ => Math.Sin(i + 1),
    }).ToArray();

    private static double Check(double[] values, Func<double, double> wave, int scale) => values.Select((v, i) => v * wave(scale * i)).Sum();
}
