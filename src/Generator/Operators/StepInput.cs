using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>What the body of a <see cref="Scan"/> is given in each step: number <paramref name="Index"/> of its kind.</summary>
internal sealed record StepInput(StepInputKind Kind, int Index, TensorType Type) : LeafOperator
{
    public override TensorType Infer(IReadOnlyList<TensorType> inputs) => Type;

    protected override string Attributes => $"({Kind} {Index}: {Type})";
}

/// <summary>Where a body's leaf comes from.</summary>
internal enum StepInputKind
{
    /// <summary>What the step before left, in the first step the initial value.</summary>
    State,

    /// <summary>The element of a sequence that belongs to this step.</summary>
    Slice,

    /// <summary>
    /// The element of a sequence that belongs to the step that comes next; in the last step a value of its own. A scan backwards
    /// through time finds the state that entered a step in the sequence of the states that left them.
    /// </summary>
    Ahead,

    /// <summary>The same tensor in every step.</summary>
    Capture,
}
