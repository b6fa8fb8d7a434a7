using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;
using OutputKind = Compiled.Generator.Graphs.OutputKind;

namespace Compiled.Generator.Tests.Backend;

/// <summary>Concatenations whose parts are computed where they belong: what they copy, and that nothing else changes.</summary>
public class ConcatenationTests
{
    private const int Wide = 16;

    public static TheoryData<string, int> Cases => new()
    {
        { "columns that loops compute", 0 },
        { "a column that is an input", 1 },
        { "columns that others read, too", 0 },
        { "columns of two matrices", 0 },
        { "a column that comes twice", 0 },
        { "a column and a view of it", 1 },
        { "narrow columns", 4 },
        { "columns that are a result", 0 },
        { "columns of a product", 2 },
        { "a matrix as a column of another", 2 },

        // The first state is copied; before it the states, all but the last, and the states themselves.
        { "a state before states", 1 },
        { "two states before states", 2 },
        { "a narrow state before states", 5 },
        { "states that others read, too", 1 },
        { "states that two concatenations begin with", 5 },
        { "states that are a result", 3 },
        { "a part that others read, too", 3 },
        { "states before states before states", 4 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void OnlyWhatLiesElsewhereIsCopied(string name, int copies)
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Input(0, new(Shape.Of(Dimension.Batch, Wide)))), y = builder.Apply(new Input(1, new(Shape.Of(Dimension.Batch, Wide))));
        Value states = builder.Apply(new Input(2, new(Shape.Of(5, Dimension.Batch, Wide)))).Apply(new Softmax()), first = x.Reshape(Shape.Of(1, Dimension.Batch, Wide));
        Value[] results = name switch
        {
            "columns that loops compute" => [Read(Columns(x.Tanh(), (y * 2).Sigmoid()))],
            "a column that is an input" => [Read(Columns(x, (y * 2).Tanh()))],
            "columns that others read, too" when (x.Tanh(), y.Sigmoid()) is var (a, b) => [Read(Columns(a, b)), a.Softmax() + b],
            "columns of two matrices" when (x.Tanh(), y.Sigmoid(), (x * y).Tanh()) is var (a, b, c) => [Read(Columns(a, b)), Read(Columns(c, a, b))],
            "a column that comes twice" when x.Tanh() is var a => [Read(Columns(a, y.Tanh(), a))],
            "a column and a view of it" when (x * y).Tanh() is var a => [Read(Columns(a, a.Apply(new StopGradient())))],
            "narrow columns" => [Read(Columns(x.Apply(new Slice(1, 0, 7)).Tanh(), y.Apply(new Slice(1, 0, 7)).Tanh()))],
            "columns that are a result" => [Columns(x.Tanh(), y.Sigmoid())],
            "columns of a product" => [Read(Columns(x.Softmax(), y.Softmax()))],
            "a matrix as a column of another" when Columns(x.Tanh(), y.Tanh()) is var a => [Read(Columns(a, x.Softmax())), Read(a)],
            "a state before states" => [Read(States(states, first))],
            "two states before states" => [Read(States(states, first, y.Reshape(first.Shape)))],
            "a narrow state before states" => [Read(States(Narrow(states), Narrow(first)))],
            "states that others read, too" => [Read(States(states, first)), states.Tanh().Apply(new Softmax())],
            "states that two concatenations begin with" => [Read(States(states, first)), Read(States(states, y.Reshape(first.Shape)))],
            "states that are a result" => [Read(States(states, first)), states],
            "a part that others read, too" when states.Apply(new Slice(0, 0, 4)) is var part => [Read(builder.Apply(new Concatenate(0), first, part)), part.Softmax().Tanh()],
            "states before states before states" when States(states, first) is var a => [Read(States(a, y.Reshape(first.Shape)))],
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
        for (int i = 0; i < results.Length; i++)
        {
            builder.Output(OutputKind.Prediction, i, results[i]);
        }

        Graph graph = builder.ToGraph();
        Program program = Scheduler.Schedule("Infer", graph);
        MemoryPlannerTests.Verify(program);
        var compiled = new CompiledPrograms([program]);
        foreach (int batch in (int[])[1, 2, 7, 130])
        {
            Assert.Equal("", string.Join("\n", Comparison.Differences(graph, program, compiled[0], batch, seed: batch)));
        }

        Assert.Equal(copies, compiled.Texts[0].Split('\n').Count(line => line.Contains("Movement.CopyBlocks(")));
    }

    private static Value Columns(params Value[] parts) => parts[0].Builder.Apply(new Concatenate(1), parts);

    /// <summary>Those that the steps begin with: the first, and all but the last of those that they end with.</summary>
    private static Value States(Value states, params Value[] first) =>
        states.Builder.Apply(new Concatenate(0), [.. first, states.Apply(new Slice(0, 0, states.Shape[0] - 1))]);

    private static Value Narrow(Value states) => states.Apply(new Slice(2, 0, 3)).Apply(new Softmax());

    /// <summary>A kernel of its own, which reads what lies in memory.</summary>
    private static Value Read(Value value) => value.Apply(new Softmax());
}
