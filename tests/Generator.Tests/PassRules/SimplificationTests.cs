using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;
using Compiled.Generator.Tests.Interpretation;

namespace Compiled.Generator.Tests.PassRules;

public class SimplificationTests
{
    private static readonly Dimension _batch = Dimension.Batch;

    public static TheoryData<string> Rules => [.. RuleCases.Keys];

    /// <summary>What to build of x (batch, 4), y (batch, 4) and m (batch, 2, 3), and what must be left of it.</summary>
    private static Dictionary<string, (Func<Value, Value, Value, Value> Build, string Expected)> RuleCases { get; } = new()
    {
        ["x + 0"] = ((x, y, m) => x + 0, "x"),
        ["0 + x"] = ((x, y, m) => 0 + x, "x"),
        ["x * 1"] = ((x, y, m) => x * 1, "x"),
        ["x / 1"] = ((x, y, m) => x / 1, "x"),
        ["x * -1"] = ((x, y, m) => x * -1, "Negate(x)"),
        ["--x"] = ((x, y, m) => -(-x), "x"),
        ["0 - x"] = ((x, y, m) => 0 - x, "Negate(x)"),
        ["x - -y"] = ((x, y, m) => x - (-y), "Add(x, y)"),
        ["x + -y"] = ((x, y, m) => x + (-y), "Subtract(x, y)"),
        ["-(x - y)"] = ((x, y, m) => -(x - y), "Subtract(y, x)"),
        ["x / 4"] = ((x, y, m) => x / 4, "Multiply(x, 0.25)"),
        ["2x * 3"] = ((x, y, m) => 2 * x * 3, "Multiply(x, 6)"),
        ["-(2x)"] = ((x, y, m) => -(2 * x), "Multiply(x, -2)"),
        ["(x < y) * 0"] = ((x, y, m) => x.Less(y) * 0, "BroadcastTo([batch, 4])(0)"),
        ["x * 0 stays, for x may be infinite"] = ((x, y, m) => x * 0, "Multiply(x, 0)"),
        ["x ^ 2"] = ((x, y, m) => Apply(new Power(), x, x.Constant(2)), "Multiply(x, x)"),
        ["x ^ 0.5"] = ((x, y, m) => Apply(new Power(), x, x.Constant(0.5)), "Sqrt(x)"),
        ["x ^ (2 - 1)"] = ((x, y, m) => Apply(new Power(), x, x.Constant(2) - 1), "x"),
        ["select by a constant"] = ((x, y, m) => Apply(new Select(), x.Constant(0), x, y), "y"),
        ["log softmax"] = ((x, y, m) => x.Apply(new Softmax()).Log(), "LogSoftmax(x)"),
        ["x * repeated 2"] = ((x, y, m) => x * x.Constant(2).BroadcastTo(Shape.Of(_batch, 4)), "Multiply(x, 2)"),
        ["-repeated"] = ((x, y, m) => -x.BroadcastTo(Shape.Of(3, _batch, 4)), "BroadcastTo([3, batch, 4])(Negate(x))"),
        ["repeated twice"] = ((x, y, m) => x.BroadcastTo(Shape.Of(1, _batch, 4)).BroadcastTo(Shape.Of(3, _batch, 4)), "BroadcastTo([3, batch, 4])(Reshape([1, batch, 4])(x))"),
        ["reshape of reshape"] = ((x, y, m) => x.Reshape(Shape.Of(_batch * 4)).Reshape(Shape.Of(_batch, 2, 2)), "Reshape([batch, 2, 2])(x)"),
        ["reshape back"] = ((x, y, m) => x.Reshape(Shape.Of(_batch * 4)).Reshape(Shape.Of(_batch, 4)), "x"),
        ["transpose back"] = ((x, y, m) => Transposed(Transposed(m, 1, 2, 0), 2, 0, 1), "m"),
        ["transpose twice"] = ((x, y, m) => Transposed(Transposed(m, 1, 2, 0), 1, 2, 0), "Transpose([2, 0, 1])(m)"),
        ["transpose of an axis of size one"] = ((x, y, m) => Transposed(x.WithLastAxis(), 0, 2, 1), "Reshape([batch, 1, 4])(x)"),
        ["slice of all"] = ((x, y, m) => x.Apply(new Slice(1, 0, 4)), "x"),
        ["slice of slice"] = ((x, y, m) => x.Apply(new Slice(1, 1, 3)).Apply(new Slice(1, 1, 1)), "Slice(1, 2, 1)(x)"),
        ["slice of concatenation"] = ((x, y, m) => Apply(new Concatenate(1), x, y).Apply(new Slice(1, 4, 4)), "y"),
        ["slice of padding"] = ((x, y, m) => x.Apply(new Pad(0, _batch, 3)).Apply(new Slice(0, _batch, _batch)), "x"),
        ["sum of paddings side by side"] = ((x, y, m) => y.Apply(new Pad(1, 4, 3)) + x.Apply(new Pad(1, 0, 7)), "Pad(1, 0, 3)(Concatenate(1)(x, y))"),
        ["concatenation of concatenations"] = ((x, y, m) => x.Builder.Apply(new Concatenate(1), x.Builder.Apply(new Concatenate(1), x, y), x), "Concatenate(1)(x, y, x)"),
        ["sum of paddings"] = ((x, y, m) => y.Apply(new Pad(1, 4, 0)) + x.Apply(new Pad(1, 0, 4)), "Concatenate(1)(x, y)"),
        ["sum of paddings, one of them repeated"] = ((x, y, m) => x.WithLastAxis().Apply(new Pad(1, 0, 4)) + y.WithLastAxis().BroadcastTo(Shape.Of(_batch, 4, 5)).Apply(new Pad(1, 4, 0)), "Add(Pad(1, 0, 4)(Reshape([batch, 4, 1])(x)), Pad(1, 4, 0)(BroadcastTo([batch, 4, 5])(Reshape([batch, 4, 1])(y))))"),
        ["sum over an axis of size one"] = ((x, y, m) => x.WithLastAxis().Sum([1, 2]), "Reshape([batch])(ReduceSum([1], False)(Reshape([batch, 4, 1])(x)))"),
        ["sum of repetitions"] = ((x, y, m) => x.BroadcastTo(Shape.Of(3, _batch, 4)).Sum([0]), "Multiply(x, 3)"),
        ["largest of repetitions"] = ((x, y, m) => x.BroadcastTo(Shape.Of(3, _batch, 4)).Apply(new ReduceMaximum(EquatableArray.Of(0), false)), "x"),
        ["product of a transpose"] = ((x, y, m) => Apply(new MatrixProduct(false, false), x, Transposed(y.Apply(new Slice(0, 0, _batch)), 1, 0)), "MatrixProduct(False, True)(x, y)"),
        ["transpose of a product"] = ((x, y, m) => Transposed(Apply(new MatrixProduct(false, true), x, y), 1, 0), "MatrixProduct(False, True)(y, x)"),
        ["size of a constant"] = ((x, y, m) => x * x.Builder.Apply(new Size(3)), "Multiply(x, 3)"),
        ["constants"] = ((x, y, m) => x + (x.Constant(2) * 3), "Add(x, 6)"),
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void ARuleLeaves(string rule)
    {
        (Func<Value, Value, Value, Value> build, string expected) = RuleCases[rule];
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(_batch, 4)))), y = builder.Apply(new Input(1, new(Shape.Of(_batch, 4))));
        Value m = builder.Apply(new Input(2, new(Shape.Of(_batch, 2, 3))));
        builder.Output(OutputKind.Prediction, 0, build(x, y, m));
        Graph before = builder.ToGraph(), after = Simplification.Run(before);
        GraphVerifier.Verify(after);
        string text = Text(after, after.Outputs[0].Node);
        Assert.Equal(expected.Replace("x.Reshape", "Reshape([batch, 4, 1])(x)"), text);
        AssertSameMeaning(before, after, 3, 1);
    }

    [Fact]
    public void RandomGraphsKeepTheirMeaningAndTheirGradients()
    {
        int removed = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            Graph before = DeadNodeRemoval.Run(Differentiation.Run(RandomGraph.Create(seed), [0, 1], [0]));
            Graph after = DeadNodeRemoval.Run(Simplification.Run(before));
            GraphVerifier.Verify(after);
            AssertSameMeaning(before, after, 1 + (seed % 3), seed);
            Graph again = DeadNodeRemoval.Run(Simplification.Run(after));
            Assert.True(again.Nodes.Count <= after.Nodes.Count, $"simplifying the graph of seed {seed} again made it larger");
            removed += before.Nodes.Count - after.Nodes.Count;
        }

        Assert.True(removed > 1000, $"only {removed} nodes were simplified away");
    }

    /// <summary>The gradient behind relu and max pooling: masked and summed where the largest values are, whether windows overlap or not.</summary>
    [Theory]
    [InlineData(2, 2, 0)]
    [InlineData(3, 1, 1)]
    [InlineData(3, 2, 0)]
    public void LargestValuesAreMaskedAndSummedWhereThereAreFewer(int window, int stride, int before)
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(_batch, 9, 2))));
        Sliding sliding = new(EquatableArray.Of(stride), EquatableArray.Of(1), EquatableArray.Of(before), EquatableArray.Of(before));
        Value activated = x.Apply(new Relu()), largest = activated.Apply(new MaxPooling(EquatableArray.Of(window), sliding));
        Value gradient = builder.Apply(new Input(1, new(largest.Shape)));
        Value masked = Apply(new MaxPoolingGradient(EquatableArray.Of(window), sliding), activated, largest, gradient).Where(activated.IsPositive());
        builder.Output(OutputKind.Gradient, 0, masked);
        builder.Output(OutputKind.Gradient, 1, masked.Sum([0, 1]));
        Graph original = builder.ToGraph(), after = DeadNodeRemoval.Run(Simplification.Run(original));
        GraphVerifier.Verify(after);
        Node select = Assert.Single(after.Nodes, n => n.Operator is Select);
        Assert.Equal(largest.Shape, select.Shape);
        Assert.Equal(select.Shape, after[Assert.Single(after.Nodes, n => n.Operator is ReduceSum).Inputs[0]].Shape);
        Assert.IsType<MaxPoolingGradient>(after[after.Outputs.Single(o => o.Index == 0).Node].Operator);
        AssertSameMeaning(original, after, 3, window);
    }

    /// <summary>Values that are not the largest of the same windows may lie nowhere, so that their gradients are not all in the sum.</summary>
    [Theory]
    [InlineData(2, 2, false)]
    [InlineData(3, 2, false)]
    [InlineData(2, 2, true)]
    public void GradientsOfOtherThanTheLargestValuesAreNotSummedEarly(int window, int stride, bool isOfOtherInput)
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(_batch, 9, 2)))), other = builder.Apply(new Input(1, new(Shape.Of(_batch, 9, 2))));
        Sliding sliding = new(EquatableArray.Of(stride), EquatableArray.Of(1), EquatableArray.Of(0), EquatableArray.Of(0));
        Value y = (isOfOtherInput ? other : x).Apply(new MaxPooling(EquatableArray.Of(window), sliding));
        Value gradient = builder.Apply(new Input(2, new(y.Shape)));
        builder.Output(OutputKind.Gradient, 0, Apply(new MaxPoolingGradient(EquatableArray.Of(window), sliding), x, isOfOtherInput ? y : y * 2, gradient).Sum([0, 1]));
        Graph original = builder.ToGraph(), after = DeadNodeRemoval.Run(Simplification.Run(original));
        Assert.Contains(after.Nodes, n => n.Operator is MaxPoolingGradient);
        AssertSameMeaning(original, after, 3, window);
    }

    private static void AssertSameMeaning(Graph before, Graph after, int batch, int seed)
    {
        var leaves = new RandomLeaves(seed);
        IReadOnlyDictionary<(OutputKind, int), double[]> expected = new GraphInterpreter<double>(batch, leaves.Of).RunOutputs(before);
        IReadOnlyDictionary<(OutputKind, int), double[]> actual = new GraphInterpreter<double>(batch, leaves.Of).RunOutputs(after);
        foreach (((OutputKind, int) output, double[] values) in expected)
        {
            Assert.Equal(values.Length, actual[output].Length);
            for (int i = 0; i < values.Length; i++)
            {
                Assert.True(
                    values[i].Equals(actual[output][i]) || Math.Abs(values[i] - actual[output][i]) <= 1e-9 * (1 + Math.Abs(values[i])),
                    $"seed {seed}, {output}, element {i}: {values[i]} became {actual[output][i]}");
            }
        }
    }

    private static Value Apply(Operator op, params Value[] inputs) => inputs[0].Builder.Apply(op, inputs);

    private static Value Transposed(Value value, params int[] permutation) => value.Apply(new Transpose(permutation.ToEquatableArray()));

    private static string Text(Graph graph, int id) => graph[id].Operator switch
    {
        Input input => "xym"[input.Index].ToString(),
        Constant constant => constant.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        { } op => $"{op}({string.Join(", ", graph[id].Inputs.Select(i => Text(graph, i)))})",
    };
}
