using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;
using OutputKind = Compiled.Generator.Graphs.OutputKind;

namespace Compiled.Generator.Tests.Backend;

/// <summary>
/// Random graphs of every operator, each decided by its seed: any shapes that fit, values read once or often, results of every kind,
/// gradients of all parameters and inputs. Arguments are kept where functions are smooth and gentle, so that single precision suffices.
/// </summary>
internal sealed class RandomGraphs
{
    /// <summary>How many elements a value may have for 128 samples, so that the interpreter gets through all graphs in seconds.</summary>
    private const long Largest = 1 << 16;

    private readonly Random _random;
    private readonly GraphBuilder _builder = new();
    private readonly List<Value> _values = [];
    private int _parameters;

    private readonly bool _stopsGradients;

    private RandomGraphs(int seed, bool stopsGradients)
    {
        _stopsGradients = stopsGradients;
        _random = new(seed);
        _values.Add(_builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, Size())))));
        _values.Add(_builder.Apply(new Input(1, new(Shape.Of(Dimension.Batch, Size(), Size())))));
        _values.Add(Parameter(Shape.Of(Size())));
    }

    /// <param name="stopsGradients">Whether some values are constant to the backward pass, so that gradients are no slopes.</param>
    public static Graph Create(int seed, bool stopsGradients = true) => new RandomGraphs(seed, stopsGradients).Build();

    private Graph Build()
    {
        int count = _random.Next(3, 16);
        for (int step = 0; step < count; step++)
        {
            _builder.Layer = $"layer{step / 4}";
            if (Step(Pick()) is { } value && value.Shape.Length.Evaluate(_ => 128) <= Largest)
            {
                _values.Add(value);
            }
        }

        _builder.Layer = "";
        for (int i = 0; i < 3; i++)
        {
            _builder.Output(OutputKind.Prediction, i, Pick());
        }

        Value state = _values.First(v => v.Node.Operator is Parameter);
        _builder.Output(OutputKind.Update, 0, (state * 0.75) + 0.5);
        Value loss = Enumerable.Range(0, 3).Select(_ => Mean(Pick())).Append(Mean(_values[^1])).Aggregate((a, b) => a + b);
        _builder.Output(OutputKind.Loss, 0, loss);
        _builder.Output(OutputKind.Loss, 1, loss);
        Graph graph = DeadNodeRemoval.Run(_builder.ToGraph());
        int[] parameters = [.. graph.Nodes.Select(n => n.Operator).OfType<Parameter>().Select(p => p.Index).Where(p => p > 0)];
        int[] inputs = [.. graph.Nodes.Select(n => n.Operator).OfType<Input>().Select(i => i.Index)];
        return DeadNodeRemoval.Run(Differentiation.Run(graph, parameters, inputs));
    }

    private Value? Step(Value x) => _random.Next(12) switch
    {
        0 or 1 or 2 => Unary(x),
        3 or 4 or 5 => Binary(x),
        6 => Product(x),
        7 => Reduce(x),
        8 => Move(x),
        9 => View(x),
        10 => Row(x),
        _ => Concatenate(x),
    };

    private Value Unary(Value x) => _random.Next(18) switch
    {
        0 => x.Apply(new Relu()),
        1 => x.Apply(new Tanh()),
        2 => x.Apply(new Sigmoid()),
        3 => -x,
        4 => x.Apply(new Abs()),
        5 => x.Apply(new Sin()),
        6 => x.Apply(new Cos()),
        7 => x.Apply(new Softplus()),
        8 => x.Apply(new Tanh()).Exp(),
        9 => x.Apply(new Erf()),
        10 => ((x * x) + 1).Apply(new Sqrt()),
        11 => ((x * x) + 1).Log(),
        12 => (x * x).Apply(new Log1P()),
        13 => x.Apply(new Tanh()).Apply(new ExpM1()),
        14 => x * x.Apply(new Sign()),
        15 => x - (x * 0.125).Apply(new Floor()),
        16 => _builder.Apply(new Power(), (x * x) + 0.5, _builder.Constant(0.75)),
        _ => (x * 0.5) + Stop(x),
    };

    private Value? Binary(Value x)
    {
        Value[] fitting = [.. _values.Where(v => Fits(v.Shape, x.Shape))];
        Value y = fitting.Length > 0 && _random.Next(4) > 0 ? fitting[_random.Next(fitting.Length)] : Parameter(Broadcastable(x.Shape));
        return _random.Next(8) switch
        {
            0 or 1 => x + y,
            2 => x - y,
            3 => (x * y).Apply(new Tanh()),
            4 => x / ((y * y) + 1),
            5 => _builder.Apply(new Maximum(), x, y),
            6 => _builder.Apply(new Minimum(), y, x),
            _ => _builder.Apply(new Select(), _random.Next(2) == 0 ? x.Less(y) : y.LessOrEqual(x * 0.5), x, y * 0.25),
        };
    }

    private Value? Product(Value x)
    {
        while (x.Shape.Rank < 2)
        {
            x = x.Reshape(x.Shape.Insert(0, Dimension.One));
        }

        int rank = x.Shape.Rank;
        bool transposeRight = _random.Next(2) == 0;
        Dimension depth = x.Shape[rank - 1], columns = Size();
        if (!depth.IsConstant)
        {
            // Contract the axis before instead, unless it is a batch too.
            return x.Shape[rank - 2].IsConstant ? _builder.Apply(new MatrixProduct(true, false), x, x * 0.5).Apply(new Tanh()) : null;
        }

        if (rank > 2)
        {
            // Every matrix with itself: (…, rows, depth) with its transpose.
            return _builder.Apply(new MatrixProduct(false, true), x, x.Apply(new Tanh())).Apply(new Tanh());
        }

        Value weights = Parameter(transposeRight ? Shape.Of(columns, depth) : Shape.Of(depth, columns));
        return _builder.Apply(new MatrixProduct(false, transposeRight), x, weights) * 0.5;
    }

    private Value? Reduce(Value x)
    {
        int[] axes = [.. Enumerable.Range(0, x.Shape.Rank).Where(_ => _random.Next(2) == 0)];
        if (axes.Length == 0)
        {
            return null;
        }

        bool keep = _random.Next(2) == 0;
        return _random.Next(4) switch
        {
            0 => Distinct(x).Apply(new ReduceMaximum(axes.ToEquatableArray(), keep)),
            1 => Distinct(x).Apply(new ReduceMinimum(axes.ToEquatableArray(), keep)),
            2 => (x * x).Sum(axes, keep) * 0.125,
            _ => x.Sum(axes, keep) / _builder.Apply(new Size(Dimension.Batch + 3)),
        };
    }

    /// <summary>A value of the same shape without near ties: which of two nearly equal elements is larger depends on the precision.</summary>
    private Value Distinct(Value x)
    {
        var distinct = _builder.Apply(new Input(2 + _builder.Count, x.Type));
        return (distinct * 4) + x;
    }

    private Value? Move(Value x)
    {
        int rank = x.Shape.Rank;
        if (rank == 0)
        {
            return null;
        }

        int axis = _random.Next(rank);
        switch (_random.Next(3))
        {
            case 0:
                return x.Apply(new Transpose([.. Enumerable.Range(0, rank).OrderBy(_ => _random.Next())]));
            case 1 when x.Shape[axis].IsConstant && x.Shape[axis].Value > 1:
                return x.Apply(new Slice(axis, 1, x.Shape[axis] - 1));
            default:
                return x.Apply(new Pad(axis, _random.Next(3), _random.Next(3)));
        }
    }

    private Value? View(Value x)
    {
        switch (_random.Next(4))
        {
            case 0:
                return x.Reshape(Shape.Of(x.Shape.Length));
            case 1:
                return x.Reshape(x.Shape.Insert(_random.Next(x.Shape.Rank + 1), Dimension.One));
            case 2 when x.Shape.Rank >= 2:
                return x.Reshape(Shape.Of([x.Shape[0] * x.Shape[1], .. x.Shape.Dimensions.Skip(2)]));
            default:
                return x.BroadcastTo(x.Shape.Insert(0, Size()));
        }
    }

    private Value? Row(Value x)
    {
        if (x.Shape.Rank < 2 || !x.Shape[x.Shape.Rank - 1].IsConstant)
        {
            return null;
        }

        Shape rows = x.Shape.WithoutAxis(x.Shape.Rank - 1);
        int classes = (int)x.Shape[x.Shape.Rank - 1].Value;
        switch (_random.Next(5))
        {
            case 0:
                return x.Apply(new LogSoftmax());
            case 1:
                return _builder.Apply(new SoftmaxCrossEntropy(), x, Stop(x * 0.5).Apply(new Softmax()));
            case 2 when rows == Shape.Of(Dimension.Batch) && classes >= 2:
                return _builder.Apply(new SparseSoftmaxCrossEntropy(), x, Labels());
            case 3 when rows == Shape.Of(Dimension.Batch):
                return x * Labels().Apply(new OneHot(classes)) + Labels().Apply(new ToFloat()).WithLastAxis();
            default:
                return x.Apply(new Softmax());
        }
    }

    private Value? Concatenate(Value x)
    {
        if (x.Shape.Rank == 0 || !x.Shape[x.Shape.Rank - 1].IsConstant)
        {
            return null;
        }

        int axis = _random.Next(x.Shape.Rank);
        return _builder.Apply(new Concatenate(axis), x, x * 0.5, x);
    }

    private Value Stop(Value x) => _stopsGradients ? x.Apply(new StopGradient()) : x;

    private Value Labels() => _builder.Apply(new Target(0, new(Shape.Of(Dimension.Batch), ElementType.Int32)));

    private Value Mean(Value x)
    {
        Value sum = x.Sum(Enumerable.Range(0, x.Shape.Rank));
        return sum / _builder.Apply(new Size(x.Shape.Length + 1));
    }

    private Value Parameter(Shape shape) => _builder.Apply(new Parameter(_parameters++, shape));

    private Value Pick() => _values[_random.Next(4) == 0 ? _random.Next(_values.Count) : Math.Max(0, _values.Count - 1 - _random.Next(3))];

    private long Size() => _random.Next(6) switch
    {
        0 => 1,
        1 => 17,
        2 => 33,
        _ => _random.Next(2, 8),
    };

    /// <summary>Constant sizes that broadcast over a shape, some of them one.</summary>
    private Shape Broadcastable(Shape shape)
    {
        int rank = _random.Next(shape.Rank + 1);
        return new(shape.Dimensions.Skip(shape.Rank - rank).Select(d => d.IsConstant && _random.Next(3) > 0 ? d : Dimension.One).ToEquatableArray());
    }

    private static bool Fits(Shape from, Shape to) => from.Rank <= to.Rank
        && Enumerable.Range(1, from.Rank).All(i => from[from.Rank - i] == Dimension.One || from[from.Rank - i] == to[to.Rank - i]);
}
