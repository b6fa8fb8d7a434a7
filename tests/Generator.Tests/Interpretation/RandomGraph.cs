using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Tests.Interpretation;

/// <summary>Random graphs rich in what simplification looks for: constants, repetitions, movements and their opposites.</summary>
internal static class RandomGraph
{
    private static readonly Dimension _batch = Dimension.Batch;

    /// <summary>Two parameters, two inputs, some thirty operators and one loss that depends on about half of them.</summary>
    public static Graph Create(int seed)
    {
        var random = new Random(seed);
        var builder = new GraphBuilder();
        List<Value> values =
        [
            builder.Apply(new Input(0, new(Shape.Of(_batch, 4)))),
            builder.Apply(new Input(1, new(Shape.Of(_batch, 3, 4)))),
            builder.Apply(new Parameter(0, Shape.Of(4, 4))),
            builder.Apply(new Parameter(1, Shape.Of(4))),
            builder.Constant(0), builder.Constant(1), builder.Constant(-1), builder.Constant(2), builder.Constant(0.5),
            builder.Apply(new Size(_batch)),
        ];
        while (values.Count < 40)
        {
            if (Next(random, values) is { } value)
            {
                values.Add(value);
            }
        }

        Value loss = builder.Constant(0);
        for (int i = 10; i < values.Count; i += 2)
        {
            Value bounded = builder.Apply(new Tanh(), values[i]);
            loss += bounded.Shape.Rank == 0 ? bounded : bounded.Sum(Enumerable.Range(0, bounded.Shape.Rank)) * (0.1 * (i % 7));
        }

        builder.Output(OutputKind.Loss, 0, loss);
        builder.Output(OutputKind.Prediction, 0, values[^1]);
        return builder.ToGraph();
    }

    private static Value? Next(Random random, List<Value> values)
    {
        Value x = values[random.Next(values.Count)], y = values[random.Next(values.Count)];
        GraphBuilder builder = x.Builder;
        int axis = random.Next(Math.Max(1, x.Shape.Rank));
        try
        {
            return random.Next(22) switch
            {
                0 or 1 => x + y,
                2 => x - y,
                3 or 4 => x * y,
                5 => x / (y.Apply(new Abs()) + 1),
                6 => x / 4.0,
                7 => -x,
                8 => x.Apply(new Sigmoid()),
                9 => x.Apply(new Relu()),
                10 => builder.Apply(new Maximum(), x, y),
                11 => builder.Apply(new Select(), x.Less(y), x, y),
                12 => builder.Apply(new Power(), x, builder.Constant(random.Next(4))),
                13 => x.BroadcastTo(Broadcasting.Broadcast("random", [x.Shape, y.Shape])),
                14 => x.Sum([axis], keepDimensions: random.Next(2) == 0),
                15 => x.Apply(new ReduceMaximum(EquatableArray.Of(axis), random.Next(2) == 0)),
                16 => x.Shape.Rank == 0 ? null : x.Apply(new Transpose(Enumerable.Range(0, x.Shape.Rank).OrderBy(_ => random.Next()).ToEquatableArray())),
                17 => builder.Apply(new MatrixProduct(random.Next(2) == 0, random.Next(2) == 0), x, y),
                18 => x.Shape.Rank == 0 ? null : x.Apply(new Slice(axis, 0, random.Next(2) == 0 ? 1 : x.Shape[axis])),
                19 => x.Apply(new Pad(axis, random.Next(2), random.Next(2))),
                20 => builder.Apply(new Concatenate(axis), x, y),
                _ => x.Shape.Rank == 0 ? null : x.WithLastAxis(),
            };
        }
        catch (ShapeException)
        {
            return null; // shapes that do not fit are drawn again
        }
    }
}
