using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Tests.OperatorRules;

/// <summary>Graphs with a loop each, with a loss that all their results reach.</summary>
internal static class ScanCases
{
    private const int Steps = 4, Units = 3, Features = 2;

    private static readonly Dimension _batch = Dimension.Batch;

    public static IReadOnlyDictionary<string, Graph> All { get; } = new Dictionary<string, Action<GraphBuilder>>
    {
        ["a recurrent cell"] = builder => Finish(builder, Cell(builder, Sequence(builder), isReversed: false).Final(0)),
        ["the cell from the last step to the first"] = builder => Finish(builder, Cell(builder, Sequence(builder), isReversed: true).Final(0)),
        ["the whole sequence and the last state"] = builder =>
        {
            ScanResults scan = Cell(builder, Sequence(builder), isReversed: false);
            Finish(builder, scan.Sequence(0), scan.Final(0));
        },
        ["two loops, one against the other"] = builder =>
        {
            ScanResults first = Cell(builder, Sequence(builder), isReversed: true);
            Finish(builder, Cell(builder, first.Sequence(0), isReversed: false, firstParameter: 3).Sequence(0));
        },
        ["inputs' products that are finished with their own inputs"] = builder =>
        {
            var loop = new ScanBuilder(builder, Steps, isReversed: false);
            Value h = loop.State(Initial(builder, 1)), recurrent = loop.Capture(Weight(builder, 2, Units, Units));
            Value a = Sequence(builder).Reshape(Shape.Of(_batch * Steps, Features)).MatrixProduct(Weight(builder, 0, Features, Units)).Relu();
            Value sum = (a.MatrixProduct(Weight(builder, 1, Units, Units)) + a).Reshape(Shape.Of(Steps, _batch, Units));
            loop.Next(h, (loop.Slice(sum) + h.MatrixProduct(recurrent)).Tanh());
            Finish(builder, loop.Build().Final(0));
        },
        ["states that change places"] = builder =>
        {
            var loop = new ScanBuilder(builder, Steps, isReversed: false);
            Value a = loop.State(Initial(builder, 1)), b = loop.State(Initial(builder, 2));
            loop.Next(a, b);
            loop.Next(b, a.Tanh());
            ScanResults scan = loop.Build();
            Finish(builder, scan.Final(0), scan.Final(1));
        },
        ["a mask, a slope for each unit and a matrix inside"] = builder =>
        {
            var loop = new ScanBuilder(builder, Steps, isReversed: false);
            Value x = loop.Slice(Sequence(builder)), h = loop.State(Initial(builder, 1));
            Value mask = loop.Capture(Initial(builder, 2)), slopes = loop.Capture(Weight(builder, 0, Units)), kernel = loop.Capture(Weight(builder, 1, Features, Units));
            Value next = ((h * mask * slopes) + x.MatrixProduct(kernel.Tanh())).Tanh();
            loop.Next(h, next);
            loop.Emit(next.MatrixProduct(loop.Capture(Weight(builder, 2, Units, Features))).Softmax());
            ScanResults scan = loop.Build();
            Finish(builder, scan.Sequence(0), scan.Final(0));
        },
        ["steps that leave the state as it is"] = builder =>
        {
            var loop = new ScanBuilder(builder, Steps, isReversed: true);
            Value sequence = Sequence(builder), x = loop.Slice(sequence), h = loop.State(Initial(builder, 1));
            Value counts = loop.Slice(sequence.Slice(2, 0, 1).Reshape(sequence.Shape.WithoutAxis(2)).Exceeds(0));
            Value next = ((h * 0.5) + x.MatrixProduct(loop.Capture(Weight(builder, 0, Features, Units)))).Tanh();
            next = counts.WithLastAxis().Select(next, h);
            loop.Next(h, next);
            loop.Emit(next);
            ScanResults scan = loop.Build();
            Finish(builder, scan.Sequence(0), scan.Final(0));
        },
        ["steps that have nothing to do with each other"] = builder =>
        {
            var loop = new ScanBuilder(builder, Steps, isReversed: true);
            Value x = loop.Slice(Sequence(builder));
            loop.Emit((x * 2).Sigmoid());
            loop.Emit(x);
            ScanResults scan = loop.Build();
            Finish(builder, scan.Sequence(0), scan.Sequence(1));
        },
        ["gates from slices of a product"] = builder =>
        {
            var loop = new ScanBuilder(builder, Steps, isReversed: false);
            Value x = loop.Slice(Sequence(builder)), h = loop.State(Initial(builder, 1)), c = loop.State(Zeros(builder));
            Value z = x.MatrixProduct(loop.Capture(Weight(builder, 0, Features, 2 * Units))) + h.MatrixProduct(loop.Capture(Weight(builder, 1, Units, 2 * Units))) + loop.Capture(Weight(builder, 2, 2 * Units));
            Value gate = z.Slice(1, 0, Units).Sigmoid();
            Value cell = (gate * c) + ((1 - gate) * z.Slice(1, Units, Units).Tanh());
            loop.Next(c, cell);
            loop.Next(h, cell.Tanh());
            loop.Emit(cell);
            ScanResults scan = loop.Build();
            Finish(builder, scan.Sequence(0), scan.Final(0));
        },
        ["two products with one matrix"] = builder =>
        {
            var loop = new ScanBuilder(builder, Steps, isReversed: false);
            Value x = loop.Slice(Sequence(builder)).Sum([1]).WithLastAxis(), h = loop.State(Initial(builder, 1)), c = loop.State(Initial(builder, 2));
            Value kernel = loop.Capture(Weight(builder, 0, Units, Units));
            loop.Next(h, (x + c.MatrixProduct(kernel)).Tanh());
            loop.Next(c, h.MatrixProduct(kernel).Sigmoid());
            ScanResults scan = loop.Build();
            Finish(builder, scan.Final(0), scan.Final(1));
        },
        ["a single step"] = builder =>
        {
            var loop = new ScanBuilder(builder, 1, isReversed: false);
            Value x = loop.Slice(builder.Apply(new Input(0, new(Shape.Of(1, _batch, Units))))), h = loop.State(Initial(builder, 1));
            loop.Next(h, (x + h.MatrixProduct(loop.Capture(Weight(builder, 0, Units, Units)))).Tanh());
            Finish(builder, loop.Build().Final(0));
        },
    }.ToDictionary(c => c.Key, c => Create(c.Value));

    public static Value Sequence(GraphBuilder builder) => builder.Apply(new Input(0, new(Shape.Of(Steps, _batch, Features))));

    /// <summary>h = tanh(x · kernel + bias + h · recurrent), the states as a sequence.</summary>
    public static ScanResults Cell(GraphBuilder builder, Value sequence, bool isReversed, int firstParameter = 0)
    {
        builder.Layer = $"cell{firstParameter}";
        int features = (int)sequence.Shape[2].Value;
        var loop = new ScanBuilder(builder, Steps, isReversed);
        Value x = loop.Slice(sequence), h = loop.State(Zeros(builder));
        Value next = (x.MatrixProduct(loop.Capture(Weight(builder, firstParameter, features, Units)))
            + loop.Capture(Weight(builder, firstParameter + 1, Units))
            + h.MatrixProduct(loop.Capture(Weight(builder, firstParameter + 2, Units, Units)))).Tanh();
        loop.Next(h, next);
        loop.Emit(next);
        return loop.Build();
    }

    private static Value Zeros(GraphBuilder builder) => builder.Constant(0).BroadcastTo(Shape.Of(_batch, Units));

    private static Value Initial(GraphBuilder builder, int input) => builder.Apply(new Input(input, new(Shape.Of(_batch, Units))));

    private static Value Weight(GraphBuilder builder, int index, params Dimension[] shape) => builder.Apply(new Parameter(index, Shape.Of(shape)));

    /// <summary>The results are predictions; each element has a weight of its own in the loss.</summary>
    private static void Finish(GraphBuilder builder, params Value[] results)
    {
        builder.Layer = "";
        Value loss = builder.Constant(0);
        for (int i = 0; i < results.Length; i++)
        {
            builder.Output(OutputKind.Prediction, i, results[i]);
            loss += (results[i] * builder.Apply(new Target(i, results[i].Type))).SumAll();
        }

        builder.Output(OutputKind.Loss, 0, loss);
    }

    private static Graph Create(Action<GraphBuilder> build)
    {
        var builder = new GraphBuilder();
        build(builder);
        return builder.ToGraph();
    }
}
