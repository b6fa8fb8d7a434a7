using System.Numerics.Tensors;
using System.Reflection;
using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;
using Compiled.Generator.Tests.Interpretation;

namespace Compiled.Generator.Tests.OperatorRules;

/// <summary>What holds of every operator: the derivative is the slope, the scalar expression is the meaning, the shape is the meaning's shape.</summary>
public class OperatorTests
{
    public static TheoryData<string> Cases => [.. OperatorCase.All.Keys];

    public static TheoryData<string> ElementwiseCases => [.. OperatorCase.All.Values.Where(c => c.Operator is ElementwiseOperator).Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void TheDerivativeIsTheSlope(string name)
    {
        OperatorCase test = OperatorCase.All[name];
        if (test.Operator is StopGradient)
        {
            return; // its derivative is not the slope, but zero: see DifferentiationTests
        }

        Graph graph = test.ToGraph();
        int[] inputs = [.. test.Inputs.Select((type, i) => (type, i)).Where(p => p.type.Element == ElementType.Float32).Select(p => p.i)];
        Graph differentiated = Differentiation.Run(graph, [], inputs);
        GraphVerifier.Verify(differentiated);
        Graph live = DeadNodeRemoval.Run(differentiated);
        GraphVerifier.Verify(live);
        foreach (int batch in (int[])[1, 2, 7, 128])
        {
            FiniteDifferences.AssertGradients(differentiated, batch, new(batch, test.Lowest, test.Highest));
        }
    }

    /// <summary>Where x and y belong together, as they never do in random inputs.</summary>
    [Fact]
    public void TheGradientOfMaxPoolingHasASlopeToo()
    {
        var builder = new GraphBuilder();
        var sliding = new Sliding([2, 1], [1, 1], [1, 0], [0, 1]);
        Value x = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, 5, 4, 2))));
        Value y = x.Apply(new MaxPooling([3, 2], sliding));
        Value gradient = builder.Apply(new Input(1, y.Type)), values = builder.Apply(new Input(2, x.Type));
        Value back = builder.Apply(new MaxPoolingGradient([3, 2], sliding), x, y, gradient), selected = builder.Apply(new MaxPoolingSelection([3, 2], sliding), x, y, values);
        builder.Output(OutputKind.Loss, 0, (back.Square() * values).SumAll() + (selected.Square() * gradient).SumAll());
        Graph differentiated = Differentiation.Run(builder.ToGraph(), [], [0, 1, 2]);
        Assert.Contains(differentiated.Nodes, n => n.Operator is MaxPoolingSelection && n.IsBackward);
        FiniteDifferences.AssertGradients(differentiated, 2, new(2));
    }

    [Theory]
    [MemberData(nameof(ElementwiseCases))]
    public void TheScalarExpressionIsTheMeaning(string name)
    {
        OperatorCase test = OperatorCase.All[name];
        var op = (ElementwiseOperator)test.Operator;
        Graph graph = test.ToGraph();
        Node node = graph.Nodes.First(n => n.Operator == op);
        object[] values = new GraphInterpreter<double>(5, new RandomLeaves(11, test.Lowest, test.Highest).Of).Run(graph);
        var result = (Tensor<double>)values[node.Id];
        double[] expected = Elements(result);
        double[][] inputs = [.. node.Inputs.Select(i => Elements(Ops.BroadcastTo(values[i] is Tensor<int> n ? Ops.ToFloat<double>(n) : (Tensor<double>)values[i], [.. result.Lengths])))];
        ScalarExpression expression = op.Expression([.. inputs.Select((_, i) => new ScalarVariable($"x{i}"))]);
        for (int e = 0; e < expected.Length; e++)
        {
            double actual = expression.Evaluate(inputs.Select((x, i) => (x, i)).ToDictionary(p => $"x{p.i}", p => p.x[e]));
            Assert.Equal(expected[e], actual, 1e-12);
        }
    }

    [Fact]
    public void EveryOperatorIsRegisteredAndTested()
    {
        Type[] operators = [.. typeof(Operator).Assembly.GetTypes().Where(t => typeof(Operator).IsAssignableFrom(t) && !t.IsAbstract)];
        Assert.Equal(operators.OrderBy(t => t.Name), Registry.All.Concat(Registry.Scheduling).Concat(Registry.Interpretation).OrderBy(t => t.Name));
        Type[] tested = [.. OperatorCase.All.Values.Select(c => c.Operator.GetType()).Concat(Registry.Leaves).Concat(Registry.Recurrence)]; // for scans see ScanTests
        Assert.Empty(Registry.All.Except(tested));
    }

    [Fact]
    public void EveryOperatorHasAMeaning()
    {
        foreach (Operator op in OperatorCase.All.Values.Select(c => c.Operator))
        {
            Assert.Contains(typeof(Ops).GetMethods(BindingFlags.Public | BindingFlags.Static), m => m.Name == op.RuntimeName);
        }
    }

    [Fact]
    public void EqualOperatorsOnEqualInputsAreOneNode()
    {
        foreach ((OperatorCase test, OperatorCase again) in OperatorCase.Create().Zip(OperatorCase.Create()))
        {
            var builder = new GraphBuilder();
            Value[] inputs = [.. test.Inputs.Select((type, i) => builder.Apply(new Input(i, type)))];
            Assert.Equal(builder.Apply(test.Operator, inputs), builder.Apply(again.Operator, inputs));
        }
    }

    private static double[] Elements(Tensor<double> tensor)
    {
        var elements = new double[tensor.FlattenedLength];
        tensor.FlattenTo(elements);
        return elements;
    }
}
