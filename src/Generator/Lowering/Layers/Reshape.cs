using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>The values of a sample in another shape; one size may be −1.</summary>
internal sealed class Reshape : StepwiseLayer
{
    public override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        IReadOnlyList<int> sizes = context.Settings.Integers("Shape") ?? [];
        string written = $"[{string.Join(", ", sizes)}]";
        if (sizes.Count(s => s == -1) > 1 || sizes.Any(s => s is 0 or < -1))
        {
            throw context.Settings.Unfit("Shape", written, "each size must be positive, and one of them may be -1");
        }

        Dimension length = x.Shape.WithoutAxis(0).Length;
        Dimension known = sizes.Where(s => s > 0).Aggregate(Dimension.One, (product, s) => product * s);
        if (!length.TryDivide(known, out Dimension rest) || (rest != Dimension.One && !sizes.Contains(-1)))
        {
            throw context.ShapeError(x.Shape.ToString(), $"makes samples of {written}", $"{length} values do not fill that shape: {(length.DependsOnLength ? "let -1 stand for the steps, or give the input a length in place of Length.Any" : $"choose sizes whose product is {length}")}");
        }

        return x.Reshape(new Shape(sizes.Select(s => s == -1 ? rest : s).Prepend(x.Shape[0]).ToEquatableArray()));
    }
}
