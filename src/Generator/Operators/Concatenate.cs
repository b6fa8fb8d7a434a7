using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>Any number of tensors one after another along <paramref name="Axis"/>; all other axes are equal.</summary>
internal sealed record Concatenate(int Axis) : Operator
{
    public override FusionClass Fusion => FusionClass.Movement;

    public override IReadOnlyList<object> RuntimeArguments => [Axis];

    public override bool RuntimeArgumentsFirst => true;

    public override TensorType Infer(IReadOnlyList<TensorType> inputs)
    {
        Require(inputs, inputs[0].Element);
        Shape first = inputs[0].Shape;
        if (Axis < 0 || Axis >= first.Rank)
        {
            throw new ShapeException($"Concatenate has no axis {Axis} in {first}");
        }

        Dimension total = Dimension.Zero;
        foreach (TensorType input in inputs)
        {
            if (input.Shape.Rank != first.Rank || input.Shape.WithAxis(Axis, first[Axis]) != first)
            {
                throw new ShapeException($"Concatenate along axis {Axis} of {string.Join(" and ", inputs.Select(i => i.Shape))}: all other axes must be equal");
            }

            total += input.Shape[Axis];
        }

        return inputs[0] with { Shape = first.WithAxis(Axis, total) };
    }

    public override IReadOnlyList<Value?> Differentiate(IReadOnlyList<Value> inputs, Value output, Value gradient)
    {
        var gradients = new List<Value?>();
        Dimension start = Dimension.Zero;
        foreach (Value input in inputs)
        {
            gradients.Add(gradient.Apply(new Slice(Axis, start, input.Shape[Axis])));
            start += input.Shape[Axis];
        }

        return gradients;
    }
}
