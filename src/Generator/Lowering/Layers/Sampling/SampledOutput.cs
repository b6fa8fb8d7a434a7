using System.Globalization;
using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering.Layers;

/// <summary>
/// The last layer of a classifier with very many classes: softmax(x · kernelᵀ + bias) where it predicts, while training computes its loss from
/// the right classes and a few that are drawn, the same for all samples of a step. Then only the rows of those classes have gradients.
/// </summary>
internal abstract class SampledOutput : LayerRecipe
{
    /// <summary>Floats tell the classes apart up to here.</summary>
    private const int MostClasses = 1 << 24;

    public sealed override Value? Mask(LayerContext context, IReadOnlyList<Value> inputs, Value output) => context.PassMask(output, output.Shape.Rank - 1);

    public sealed override Value Lower(LayerContext context, IReadOnlyList<Value> inputs)
    {
        Value x = inputs[0];
        int classes = context.Settings.Size("Classes");
        int drawn = context.Settings.Find("Negatives") is null ? 64 : context.Settings.Size("Negatives");
        if (classes > MostClasses)
        {
            throw context.Settings.Unfit("Classes", classes.ToString(CultureInfo.InvariantCulture), $"classes are drawn from at most {MostClasses.ToString(CultureInfo.InvariantCulture)}");
        }

        if (x.Shape.Rank < 2)
        {
            throw context.ShapeError(x.Shape.ToString(), "takes one axis or more after the batch, such as (batch, 128)", "give the input at least one size");
        }

        if (context.Settings.Member("Activation", "Linear") is not "Linear" and var activation)
        {
            throw context.Settings.Unfit("Activation", activation, "its output is a softmax: leave it out");
        }

        int features = context.SizeOf(x, -1);
        Value kernel = context.Weight("kernel", Shape.Of(classes, features), "GlorotUniform");
        Value? bias = context.Settings.Boolean("UseBias", true) ? context.Weight("bias", Shape.Of(classes), "Zeros") : null;
        Value rows = x.Reshape(Shape.Of(x.Shape.WithoutAxis(x.Shape.Rank - 1).Length, features));
        Value scores = rows.MatrixProduct(kernel, transposeRight: true);
        Value y = (bias is { } offset ? scores + offset : scores).Reshape(x.Shape.WithAxis(x.Shape.Rank - 1, classes)).Softmax();
        context.TrainWith(y, target => Loss(context, Draw(context, rows, kernel, bias, target, drawn)).Reshape(target.Shape));
        return y;
    }

    /// <summary>The loss of each row.</summary>
    protected abstract Value Loss(LayerContext context, Candidates candidates);

    private static Candidates Draw(LayerContext context, Value rows, Value kernel, Value? bias, Value target, int drawn)
    {
        Dimension count = rows.Shape[0];
        int classes = context.SizeOf(kernel, 0);
        Value labels = target.Reshape(Shape.Of(count));
        Value others = context.RandomUniform(Shape.Of(2, drawn)).Apply(new LogUniform(classes));

        // One table of all rows that are read, so that the gradient is one sum into the kernel.
        Value ids = new[] { labels, others }.Concatenate(0);
        Value vectors = context.Builder.Apply(new Gather(), kernel, ids);
        Value right = (rows * First(vectors)).Sum([1]), wrong = rows.MatrixProduct(Last(vectors), transposeRight: true);
        if (bias is { } offsets)
        {
            Value offset = context.Builder.Apply(new Gather(), offsets, ids);
            (right, wrong) = (right + First(offset), wrong + Last(offset));
        }

        return new(right, wrong, labels.ToFloat(), others.ToFloat(), classes, drawn);

        Value First(Value all) => all.Apply(new Operators.Slice(0, 0, count));

        Value Last(Value all) => all.Apply(new Operators.Slice(0, count, drawn));
    }

    /// <summary>The scores of the right classes and of those drawn.</summary>
    /// <param name="Right">(rows)</param>
    /// <param name="Wrong">(rows, drawn)</param>
    /// <param name="Labels">The right classes as floats, (rows).</param>
    /// <param name="Others">The drawn classes as floats, (drawn).</param>
    protected sealed record Candidates(Value Right, Value Wrong, Value Labels, Value Others, int Classes, int Drawn)
    {
        /// <summary>The logarithm of how often each class is expected among those drawn: count · ln((c + 2) / (c + 1)) / ln(classes + 1).</summary>
        public Value LogExpected(Value ofClasses) => (1 / (ofClasses + 1)).Log1P().Log() + Math.Log(Drawn / Math.Log(Classes + 1.0));
    }
}
