using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>The <paramref name="Length"/> elements from <paramref name="Start"/> along <paramref name="Axis"/>.</summary>
/// <param name="IsInPlace">Whether its readers find the elements where they lie, in every row of the input; see <see cref="Passes.SlicesInPlace"/>.</param>
internal sealed record Slice(int Axis, Dimension Start, Dimension Length, bool IsInPlace = false) : Operator
{
    public override FusionClass Fusion => IsInPlace ? FusionClass.View : FusionClass.Movement;

    public override IReadOnlyList<object> RuntimeArguments => [Axis, Start, Length];

    public override TensorType Infer(IReadOnlyList<TensorType> inputs)
    {
        Shape shape = inputs[0].Shape;
        if (Axis < 0 || Axis >= shape.Rank)
        {
            throw new ShapeException($"Slice has no axis {Axis} in {shape}");
        }

        Dimension after = shape[Axis] - Start - Length;
        return IsNegative(Start) || IsNegative(Length) || IsNegative(after)
            ? throw new ShapeException($"Slice of {Length} from {Start} does not lie in axis {Axis} of {shape}")
            : inputs[0] with { Shape = shape.WithAxis(Axis, Length) };
    }

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient) =>
        [gradient.Apply(new Pad(Axis, Start, inputs[0].Shape[Axis] - Start - Length))];

    /// <summary>Whether a size is negative for every (positive) value of its symbols.</summary>
    public static bool IsNegative(Dimension size) => size.Monomials.Count > 0 && size.Monomials.All(m => m.Coefficient < 0);
}
