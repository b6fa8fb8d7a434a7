using Compiled.Generator.Declarations;
using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Forward;

/// <summary>What an expression of <c>Forward</c> is while the model is built.</summary>
internal abstract record ForwardValue
{
    /// <summary>The value as a message names it.</summary>
    public abstract string Describe();

    /// <summary>A constant; an array of constants becomes an array of values.</summary>
    public static ForwardValue Of(ConstantValue value) => value is ArrayValue array ? new ArrayOperand(array.Items.Select(Of).ToEquatableArray()) : new ConstantOperand(value);
}

/// <summary>A tensor of the graph.</summary>
/// <param name="Sources">The layers and inputs that it comes from directly: what <c>Summary</c> shows as connected.</param>
internal sealed record TensorOperand(Value Value, EquatableArray<string> Sources) : ForwardValue
{
    /// <summary>Which steps of a sequence count: ones and zeros of shape (batch, steps), the first axes of the tensor; null where all do.</summary>
    public Value? Mask { get; init; }

    public override string Describe() => $"a tensor of shape {Value.Type}";
}

/// <summary>A value known while building.</summary>
internal sealed record ConstantOperand(ConstantValue Value) : ForwardValue
{
    public override string Describe() => Value.ToString();
}

/// <summary>A size that depends on the batch: <c>x.Lengths[0]</c>.</summary>
internal sealed record SizeOperand(Dimension Size) : ForwardValue
{
    public override string Describe() => $"the size {Size}, which is known only when the model runs";
}

internal sealed record TupleOperand(EquatableArray<ForwardValue> Elements) : ForwardValue
{
    public override string Describe() => $"a tuple of {Elements.Count}";
}

internal sealed record ArrayOperand(EquatableArray<ForwardValue> Elements) : ForwardValue
{
    public override string Describe() => $"an array of {Elements.Count}";
}

/// <summary>The result of something that was reported already: whatever uses it is silent.</summary>
internal sealed record UnknownOperand : ForwardValue
{
    public override string Describe() => "an unknown value";
}

/// <summary>Evaluation cannot go on, and why was reported already.</summary>
internal sealed class AbandonedException : Exception;
