using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>
/// A cell applied to each step of (batch, steps, features): a <see cref="Scan"/> over the sequence with the steps in front. The result is the
/// last output (batch, units), or with <c>ReturnSequences</c> all of them.
/// </summary>
internal abstract class RecurrentLayer : LayerRecipe
{
    /// <summary>How many states a cell keeps; the first is its output.</summary>
    protected abstract int States { get; }

    /// <summary>The sequence, or the sequence and the states to begin with, of both directions where there are two.</summary>
    public override int MaximumInputs => 1 + (2 * States);

    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs) => LowerAll(context, inputs)[0];

    public override IReadOnlyList<Value> LowerAll(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        int units = context.Settings.Size("Units");
        if (x.Shape.Rank != 3)
        {
            throw context.ShapeError(x.Shape.ToString(), "takes sequences, (batch, steps, features)", x.Shape.Rank == 2
                ? "a layer before it that returns the last output alone returns all with ReturnSequences = true; else put [Reshape] before it"
                : "put [Reshape] before it");
        }

        Value sequence = x.Transpose([1, 0, 2]);
        string merge = context.Settings.Member("Bidirectional", "No");
        bool isReversed = context.Settings.Boolean("GoBackwards", false), returnsAll = context.Settings.Boolean("ReturnSequences", false);
        Value[] initial = InitialStates(context, inputs, Shape.Of(x.Shape[0], units), merge == "No" ? 1 : 2);
        if (merge == "No")
        {
            Run result = Loop(context, sequence, initial, "", isReversed);
            return [!returnsAll ? result.States[0] : InOrder(isReversed ? result.All.Apply(new Reverse(0)) : result.All), .. result.States]; // Keras's order is that of the loop
        }

        if (isReversed)
        {
            throw context.Settings.Unfit("GoBackwards", "true", "a layer that reads both ways has no other direction: leave it out");
        }

        Run forward = Loop(context, sequence, [.. initial.Take(States)], "forward_", isReversed: false);
        Run backward = Loop(context, sequence, [.. initial.Skip(States)], "backward_", isReversed: true);
        return [returnsAll ? InOrder(Merge(merge, forward.All, backward.All)) : Merge(merge, forward.States[0], backward.States[0]), .. forward.States, .. backward.States];
    }

    /// <summary>(steps, batch, units) as (batch, steps, units).</summary>
    private static Value InOrder(Value sequence) => sequence.Transpose([1, 0, 2]);

    private static Value Merge(string merge, Value forward, Value backward) => merge switch
    {
        "Concat" => new[] { forward, backward }.Concatenate(forward.Shape.Rank - 1),
        "Sum" => forward + backward,
        "Mul" => forward * backward,
        _ => (forward + backward) * 0.5,
    };

    /// <summary>Writes the step of the cell.</summary>
    /// <param name="x">The input of the step, (batch, features).</param>
    /// <param name="states">The states, (batch, units) each.</param>
    /// <returns>The next states.</returns>
    protected abstract IReadOnlyList<Value> Step(CellContext cell, Value x, IReadOnlyList<Value> states);

    private Value[] InitialStates(LayerContext context, IReadOnlyList<Value> inputs, Shape shape, int directions)
    {
        int count = directions * States;
        if (inputs.Count == 1)
        {
            return [.. Enumerable.Repeat(context.Builder.Constant(0).BroadcastTo(shape), count)];
        }

        if (inputs.Count != 1 + count || inputs.Skip(1).Any(i => i.Shape != shape))
        {
            throw context.ShapeError(
                string.Join(" and ", inputs.Select(i => i.Shape)),
                FormattableString.Invariant($"takes a sequence alone, or with {count} states of shape {shape} to begin with"),
                "declare a tensor parameter for the sequence and one for each state");
        }

        return [.. inputs.Skip(1)];
    }

    /// <summary>Runs the cell over a sequence whose first axis is the step.</summary>
    private Run Loop(LayerContext context, Value sequence, Value[] initial, string prefix, bool isReversed)
    {
        Shape shape = initial[0].Shape;
        var loop = new ScanBuilder(context.Builder, sequence.Shape[0], isReversed);
        var cell = new CellContext(context, loop, prefix, context.SizeOf(sequence, -1), (int)shape[1].Value)
        {
            InputMask = Mask(context, "Dropout", sequence.Shape.WithoutAxis(0)),
            StateMask = Mask(context, "RecurrentDropout", shape),
        };
        Value[] states = [.. initial.Select(loop.State)];
        IReadOnlyList<Value> next = Step(cell, loop.Slice(sequence), states);
        for (int i = 0; i < States; i++)
        {
            loop.Next(states[i], next[i]);
        }

        int output = loop.Emit(next[0]);
        ScanResults results = loop.Build();
        return new([.. Enumerable.Range(0, States).Select(results.Final)], results.Sequence(output));
    }

    private static Value? Mask(LayerContext context, string setting, Shape shape)
    {
        double rate = context.Settings.Rate(setting);
        return context.IsTraining && rate > 0 ? Dropout.Mask(context, shape, rate) : null;
    }

    /// <summary>What a loop leaves.</summary>
    /// <param name="States">After its last step, (batch, units) each; the first is the last output.</param>
    /// <param name="All">The outputs of all steps, (steps, batch, units).</param>
    private sealed record Run(IReadOnlyList<Value> States, Value All);
}
