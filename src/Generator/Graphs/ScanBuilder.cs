using Compiled.Generator.Operators;

namespace Compiled.Generator.Graphs;

/// <summary>
/// Builds a <see cref="Scan"/>: its body node by node in <see cref="Body"/>, whose leaves are made here from values of the outer graph.
/// </summary>
internal sealed class ScanBuilder(GraphBuilder outer, Dimension steps, bool isReversed)
{
    private readonly Dictionary<StepInputKind, List<Value[]>> _inputs = new()
    {
        [StepInputKind.State] = [],
        [StepInputKind.Slice] = [],
        [StepInputKind.Ahead] = [],
        [StepInputKind.Capture] = [],
    };

    private readonly Dictionary<int, Value> _next = [];
    private readonly List<Value> _emitted = [];

    public GraphBuilder Body { get; } = new() { Layer = outer.Layer, IsBackward = outer.IsBackward };

    public GraphBuilder Outer => outer;

    /// <summary>A new state that begins with a value.</summary>
    public Value State(Value initial) => Leaf(StepInputKind.State, initial.Type, initial);

    /// <summary>The element of a sequence (steps, …) that belongs to the step.</summary>
    public Value Slice(Value sequence) => Leaf(StepInputKind.Slice, ElementOf(sequence), sequence);

    /// <summary>The element of the step that comes next; in the last step <paramref name="last"/>.</summary>
    public Value Ahead(Value last, Value sequence) => Leaf(StepInputKind.Ahead, last.Type, last, sequence);

    /// <summary>A value of the outer graph, the same in every step.</summary>
    public Value Capture(Value value) => value.Node.Operator is Constant or Size ? Body.Apply(value.Node.Operator) : Leaf(StepInputKind.Capture, value.Type, value);

    /// <summary>A leaf of another scan's body, which is no state, of the same inputs.</summary>
    public Value Import(Scan scan, StepInput leaf, IReadOnlyList<Value> inputs)
    {
        Value input = inputs[scan.InputOf(leaf)];
        return leaf.Kind switch
        {
            StepInputKind.Slice => Slice(input),
            StepInputKind.Ahead => Ahead(input, inputs[scan.InputOf(leaf) + 1]),
            _ => Capture(input),
        };
    }

    /// <summary>Says what a state is after the step.</summary>
    public void Next(Value state, Value next) => _next.Add(((StepInput)state.Node.Operator).Index, next);

    /// <summary>Makes a sequence of a value of the step.</summary>
    /// <returns>The number of the sequence.</returns>
    public int Emit(Value step)
    {
        _emitted.Add(step);
        return _emitted.Count - 1;
    }

    /// <summary>
    /// All elements of a value of the step as a sequence of the outer graph, where it is one without the loop's doing: a slice, or the
    /// elements ahead. Null for what the body computes.
    /// </summary>
    public Value? OuterSequence(Value step)
    {
        if (step.Node.Operator is not StepInput { Kind: StepInputKind.Slice or StepInputKind.Ahead } leaf)
        {
            return null;
        }

        Value[] given = _inputs[leaf.Kind][leaf.Index];
        if (leaf.Kind == StepInputKind.Slice)
        {
            return given[0];
        }

        Value last = given[0].Reshape(given[0].Shape.Insert(0, Dimension.One));
        if (steps == Dimension.One)
        {
            return last;
        }

        // Backwards, the step that comes next is the one before in the sequence.
        Value others = given[1].Apply(new Slice(0, isReversed ? 0 : 1, steps - 1));
        return outer.Apply(new Concatenate(0), isReversed ? [last, others] : [others, last]);
    }

    public ScanResults Build()
    {
        for (int i = 0; i < _inputs[StepInputKind.State].Count; i++)
        {
            Body.Output(OutputKind.State, i, _next[i]);
        }

        for (int k = 0; k < _emitted.Count; k++)
        {
            Body.Output(OutputKind.Step, k, _emitted[k]);
        }

        var scan = new Scan(steps, Count(StepInputKind.State), Count(StepInputKind.Slice), Count(StepInputKind.Ahead), isReversed, Body.ToGraph());
        return new(outer.Apply(scan, [.. _inputs.OrderBy(i => i.Key).SelectMany(i => i.Value).SelectMany(v => v)]));
    }

    private int Count(StepInputKind kind) => _inputs[kind].Count;

    private Value Leaf(StepInputKind kind, TensorType type, params Value[] given)
    {
        List<Value[]> known = _inputs[kind];
        int index = kind == StepInputKind.State ? -1 : known.FindIndex(k => k.SequenceEqual(given));
        if (index < 0)
        {
            index = known.Count;
            known.Add(given);
        }

        return Body.Apply(new StepInput(kind, index, type));
    }

    private TensorType ElementOf(Value sequence) => sequence.Shape.Rank > 0 && sequence.Shape[0] == steps
        ? sequence.Type with { Shape = sequence.Shape.WithoutAxis(0) }
        : throw new ShapeException($"a scan of {steps} steps cannot go along {sequence.Shape}");
}

/// <summary>The results of a scan in the outer graph.</summary>
internal readonly struct ScanResults(Value scan)
{
    private Scan Operator => (Scan)scan.Node.Operator;

    public Value Scan => scan;

    /// <summary>A state after the last step.</summary>
    public Value Final(int state) => scan.Apply(new ScanResult(ScanResultKind.Final, state, Operator.OutputOf(OutputKind.State, state).Type));

    /// <summary>What each step gave: (steps, …).</summary>
    public Value Sequence(int index) => scan.Apply(new ScanResult(ScanResultKind.Sequence, index, Operator.Sequence(Operator.OutputOf(OutputKind.Step, index).Type)));
}
