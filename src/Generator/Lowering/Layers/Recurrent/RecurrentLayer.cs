using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>
/// A cell applied to each step of (batch, steps, …): a <see cref="Scan"/> over the sequence with the steps in front. The result is the
/// last output (batch, units), or with <c>ReturnSequences</c> all of them.
/// </summary>
internal abstract class RecurrentLayer : LayerRecipe
{
    /// <summary>How many states the cell keeps.</summary>
    public abstract int States { get; }

    /// <summary>The sequence, or the sequence and the states to begin with, of both directions where there are two.</summary>
    public override int MaximumInputs => 1 + (2 * States);

    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs) => Merge(context) != "None"
        ? LowerAll(context, inputs)[0]
        : throw context.Settings.Unfit("Bidirectional", "None", "it gives two outputs, so put the layer on a method that returns a tuple: the forward one and the backward one");

    /// <summary>The output, or with <c>Bidirectional.None</c> those of both directions.</summary>
    public override int Outputs(SettingReader settings) => settings.Member("Bidirectional", "No") == "None" ? 2 : 1;

    public override IReadOnlyList<Value> LowerAll(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        RequireSequence(context, x);
        Value sequence = StepsFirst(x);
        string merge = Merge(context);
        bool isReversed = context.Settings.Boolean("GoBackwards", false), returnsAll = context.Settings.Boolean("ReturnSequences", false);
        Value[] initial = InitialStates(context, inputs, StateShapes(context, x.Shape.WithoutAxis(1)), merge == "No" ? 1 : 2);
        if (merge == "No")
        {
            Run result = Loop(context, sequence, initial, "", isReversed);
            Keep(context, result.States);
            return [!returnsAll ? result.Last : StepsFirst(isReversed ? result.All.Apply(new Reverse(0)) : result.All), .. result.States]; // Keras's order is that of the loop
        }

        if (isReversed)
        {
            throw context.Settings.Unfit("GoBackwards", "true", "a layer that reads both ways has no other direction: leave it out");
        }

        Run forward = Loop(context, sequence, [.. initial.Take(States)], "forward_", isReversed: false);
        Run backward = Loop(context, sequence, [.. initial.Skip(States)], "backward_", isReversed: true);
        Keep(context, [.. forward.States, .. backward.States]);
        return [.. returnsAll ? Merge(merge, forward.All, backward.All).Select(StepsFirst) : Merge(merge, forward.Last, backward.Last), .. forward.States, .. backward.States];
    }

    /// <summary>The mask goes on with the outputs of all steps, in their order; the last output has none.</summary>
    public override Value? Mask(LayerContext context, IReadOnlyList<Value> inputs, Value output) =>
        context.Masks[0] is not { } mask || !context.Settings.Boolean("ReturnSequences", false) ? null
        : context.Settings.Boolean("GoBackwards", false) ? Masks.OfSteps(mask).Apply(new Reverse(1))
        : Masks.OfSteps(mask);

    /// <summary>Sees that the input is a sequence of what the cell takes.</summary>
    /// <param name="sequence">(batch, steps, …).</param>
    private void RequireSequence(LayerContext context, Value sequence)
    {
        Shape x = sequence.Shape;
        if (x.Rank < 3 || (Takes.Length > 0 && x.Rank != Takes.Length + 2))
        {
            string axes = Takes.Length == 0 ? "…" : string.Join(", ", Takes);
            throw context.ShapeError(
                x.ToString(),
                $"takes sequences, (batch, steps, {axes})",
                x.Rank == 2 && Takes.Length < 2 && sequence.Node.Operator is Input ? $"{LayerContext.IdAdvice}; a series of one number a step has the shape (batch, steps, 1)"
                : x.Rank == Math.Max(1, Takes.Length) + 1 ? "a layer before it that returns the last output alone returns all with ReturnSequences = true; else put [Reshape] before it"
                : "put [Reshape] before it");
        }

        context.RequireSizes(x, 2);
    }

    /// <summary>The axes of a step's input behind the batch; none for a cell that takes any number of them.</summary>
    public virtual string[] Takes => ["features"];

    /// <summary>The shapes of the states, the batch in front: (batch, units) unless the cell says otherwise.</summary>
    /// <param name="x">The shape of a step's input, (batch, …).</param>
    public virtual IReadOnlyList<Shape> StateShapes(LayerContext context, Shape x) =>
        [.. Enumerable.Repeat(Shape.Of(x[0], context.Settings.Size("Units")), States)];

    /// <summary>The shape of an output, the batch in front: that of the first state unless the cell says otherwise.</summary>
    /// <param name="x">The shape of a step's input, (batch, …).</param>
    public virtual Shape OutputShape(LayerContext context, Shape x) => StateShapes(context, x)[0];

    /// <summary>Writes the step of the cell.</summary>
    /// <param name="x">The input of the step, (batch, …).</param>
    /// <param name="states">The states, in the shapes of <see cref="StateShapes"/>.</param>
    public abstract CellStep Step(CellContext cell, Value x, IReadOnlyList<Value> states);

    private static string Merge(LayerContext context) => context.Settings.Member("Bidirectional", "No");

    /// <summary>(steps, batch, …) as (batch, steps, …), and the other way.</summary>
    private static Value StepsFirst(Value sequence) => sequence.Transpose([1, 0, .. sequence.AxesFrom(2)]);

    private static Value[] Merge(string merge, Value forward, Value backward) => merge switch
    {
        "Concat" => [new[] { forward, backward }.Concatenate(forward.Shape.Rank - 1)],
        "Sum" => [forward + backward],
        "Mul" => [forward * backward],
        "Ave" => [(forward + backward) * 0.5],
        _ => [forward, backward],
    };

    private static Value[] InitialStates(LayerContext context, IReadOnlyList<Value> inputs, IReadOnlyList<Shape> states, int directions)
    {
        Shape[] shapes = [.. Enumerable.Repeat(states, directions).SelectMany(s => s)];
        if (IsStateful(context))
        {
            return inputs.Count == 1
                ? [.. shapes.Select((shape, i) => context.CarriedState(StateName(i), shape))]
                : throw context.Settings.Unfit("Stateful", "true", "its method is given the states to begin with: leave out these parameters, or Stateful");
        }

        if (inputs.Count == 1)
        {
            return [.. shapes.Select(s => context.Builder.Constant(0).BroadcastTo(s))];
        }

        string wanted = string.Join(" and ", shapes.Distinct());
        return inputs.Skip(1).Select(i => i.Shape).SequenceEqual(shapes) ? [.. inputs.Skip(1)] : throw context.ShapeError(
            string.Join(" and ", inputs.Select(i => i.Shape)),
            shapes.Length == 1
                ? $"takes a sequence alone, or with a state of shape {wanted} to begin with"
                : FormattableString.Invariant($"takes a sequence alone, or with {shapes.Length} states of shape {wanted} to begin with"),
            inputs.Count - 1 != shapes.Length
                ? $"give its method a parameter for the sequence and {(shapes.Length == 1 ? "one for the state" : "one for each state")}"
                : $"give {(shapes.Length == 1 ? "the state that shape" : "the states those shapes")}, with [Dense] for one, or change the size of the layer");
    }

    /// <summary>With <c>Stateful</c>, the next batch begins with the states after this one's last step.</summary>
    private static void Keep(LayerContext context, IReadOnlyList<Value> states)
    {
        for (int i = 0; IsStateful(context) && i < states.Count; i++)
        {
            context.Carry(StateName(i), states[i]);
        }
    }

    private static bool IsStateful(LayerContext context) => context.Settings.Boolean("Stateful", false);

    private static string StateName(int index) => FormattableString.Invariant($"state_{index + 1}");

    /// <summary>Runs the cell over a sequence whose first axis is the step.</summary>
    private Run Loop(LayerContext context, Value sequence, Value[] initial, string prefix, bool isReversed)
    {
        var loop = new ScanBuilder(context.Builder, sequence.Shape[0], isReversed);
        var cell = new CellContext(context, loop, prefix, sequence.Shape.WithoutAxis(0), initial[0].Shape);
        Value[] states = [.. initial.Select(loop.State)];
        CellStep step = Step(cell, loop.Slice(sequence), states);
        List<Value> next = [.. step.States.Take(States)];
        int last = next.IndexOf(step.Output);
        if (last < 0)
        {
            // An output that is no state is carried along as if it were one, for the last step's sake.
            last = States;
            states = [.. states, loop.State(context.Builder.Constant(0).BroadcastTo(step.Output.Shape))];
            next.Add(step.Output);
        }

        if (context.Masks[0] is { } mask)
        {
            // A step of padding leaves the states, and the output with them, as they are.
            Value counts = loop.Slice(Masks.OfSteps(mask).Transpose([1, 0]));
            next = [.. next.Select((value, i) => Masks.Spread(counts, value.Shape.Rank).Select(value, states[i]))];
        }

        for (int i = 0; i < next.Count; i++)
        {
            loop.Next(states[i], next[i]);
        }

        int output = loop.Emit(next[last]);
        ScanResults results = loop.Build();
        return new(results.Final(last), [.. Enumerable.Range(0, States).Select(results.Final)], results.Sequence(output));
    }

    /// <summary>What a loop leaves.</summary>
    /// <param name="Last">The output of its last step.</param>
    /// <param name="States">After its last step.</param>
    /// <param name="All">The outputs of all steps, (steps, batch, …).</param>
    private sealed record Run(Value Last, IReadOnlyList<Value> States, Value All);
}

/// <summary>What a step of a cell gives.</summary>
internal readonly record struct CellStep(Value Output, IReadOnlyList<Value> States)
{
    /// <summary>A step whose output is its first state.</summary>
    public CellStep(params Value[] states)
        : this(states[0], states)
    {
    }
}
