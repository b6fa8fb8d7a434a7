using Compiled.Generator.Declarations;
using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>
/// A call of what the user wrote in a class with <c>[Layer]</c> or <c>[Cell]</c>, on tensors and then on the class's weights. It stands in
/// the graphs that the interpreter is written from, where compiled programs have the nodes that the method's body became.
/// </summary>
/// <param name="Settings">The options.</param>
/// <param name="Results">What the method returns: one tensor, or the elements of a tuple, which <see cref="UserCallResult"/> reads.</param>
internal sealed record UserCall(CustomLayerDeclaration Layer, EquatableArray<Setting> Settings, EquatableArray<TensorType> Results) : Operator
{
    /// <summary>A tuple is no tensor itself.</summary>
    public static TensorType Tuple => Scan.Type;

    public override FusionClass Fusion => FusionClass.Opaque;

    public override string RuntimeName => Layer.Forward.Name;

    protected override string Attributes => $"({Layer.Type.FullName}.{Layer.Forward.Name})";

    public override TensorType Infer(IReadOnlyList<TensorType> inputs) => Results.Count == 1 ? Results[0] : Tuple;

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) =>
        throw new InvalidOperationException($"{this} is interpreted, not differentiated");
}

/// <summary>One element of the tuple that the <see cref="UserCall"/> before it returns.</summary>
internal sealed record UserCallResult(int Index, TensorType Type) : Operator
{
    public override FusionClass Fusion => FusionClass.Opaque;

    protected override string Attributes => FormattableString.Invariant($"({Index})");

    public override TensorType Infer(IReadOnlyList<TensorType> inputs) => Type;

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) =>
        throw new InvalidOperationException($"{this} is interpreted, not differentiated");
}
