using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>
/// A loop over the steps of sequences, all recurrence there is. In each step <paramref name="Body"/> computes the next states
/// (<see cref="OutputKind.State"/>) and the elements of the resulting sequences (<see cref="OutputKind.Step"/>) from its leaves, which are
/// <see cref="StepInput"/>s and constants; sequences lie with the step as first axis. The inputs are the initial states, the sequences, for
/// each <see cref="StepInputKind.Ahead"/> the value of the last step and a sequence, and the captures. The results are read by
/// <see cref="ScanResult"/>. The body is a graph like any other: the passes, the scheduler and the emitter do with it what they do with a
/// model's. It draws no random numbers: masks are made before the loop.
/// </summary>
/// <param name="IsReversed">Whether the loop runs from the last step to the first; element t of each sequence belongs to step t all the same.</param>
internal sealed record Scan(Dimension Steps, int States, int Sequences, int Aheads, bool IsReversed, Graph Body) : Operator
{
    /// <summary>A scan is no tensor itself.</summary>
    public static TensorType Type { get; } = new(Shape.Of(Dimension.Zero));

    public override FusionClass Fusion => FusionClass.Opaque;

    protected override string Attributes => $"({Steps} steps{(IsReversed ? " backwards" : "")} of {Body.Nodes.Count} nodes)";

    /// <summary>The place, among the inputs of the scan, of what a leaf of the body shows; of the value of the last step for <see cref="StepInputKind.Ahead"/>, whose sequence is next to it.</summary>
    public int InputOf(StepInput leaf) => leaf.Kind switch
    {
        StepInputKind.State => leaf.Index,
        StepInputKind.Slice => States + leaf.Index,
        StepInputKind.Ahead => States + Sequences + (2 * leaf.Index),
        _ => States + Sequences + (2 * Aheads) + leaf.Index,
    };

    /// <summary>The node of the body that a state or an element of a resulting sequence is.</summary>
    public Node OutputOf(OutputKind kind, int index) => Body[Body.Outputs.First(o => o.Kind == kind && o.Index == index).Node];

    public override TensorType Infer(IReadOnlyList<TensorType> inputs)
    {
        foreach (StepInput leaf in Body.Nodes.Select(n => n.Operator).OfType<StepInput>())
        {
            int input = InputOf(leaf);
            if (leaf.Kind is StepInputKind.Slice or StepInputKind.Ahead)
            {
                Check(leaf, Sequence(leaf.Type), inputs[leaf.Kind == StepInputKind.Ahead ? input + 1 : input]);
            }

            if (leaf.Kind != StepInputKind.Slice)
            {
                Check(leaf, leaf.Type, inputs[input]);
            }
        }

        for (int i = 0; i < States; i++)
        {
            TensorType next = OutputOf(OutputKind.State, i).Type;
            if (next != inputs[i])
            {
                throw new ShapeException($"Scan begins with the state {inputs[i]}, but a step makes it {next}");
            }
        }

        return Type;
    }

    /// <summary>All elements of a sequence whose element in one step is of this type.</summary>
    public TensorType Sequence(TensorType step) => step with { Shape = step.Shape.Insert(0, Steps) };

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) =>
        throw new InvalidOperationException("a scan has no value of its own, see ScanDifferentiation");

    private static void Check(StepInput leaf, TensorType wanted, TensorType given)
    {
        if (wanted != given)
        {
            throw new ShapeException($"Scan is given {given} for {leaf}, which takes {wanted}");
        }
    }
}
