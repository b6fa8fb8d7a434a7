using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering;

/// <summary>The primitive operators as methods of values, so that a recipe reads like its formula. Axes are not negative here.</summary>
internal static class Primitives
{
    public static Value Abs(this Value x) => x.Builder.Apply(new Abs(), x);

    public static Value Exp(this Value x) => x.Builder.Apply(new Exp(), x);

    public static Value ExpM1(this Value x) => x.Builder.Apply(new ExpM1(), x);

    public static Value Log(this Value x) => x.Builder.Apply(new Log(), x);

    public static Value Log1P(this Value x) => x.Builder.Apply(new Log1P(), x);

    public static Value Sqrt(this Value x) => x.Builder.Apply(new Sqrt(), x);

    public static Value Tanh(this Value x) => x.Builder.Apply(new Tanh(), x);

    public static Value Sigmoid(this Value x) => x.Builder.Apply(new Sigmoid(), x);

    public static Value Erf(this Value x) => x.Builder.Apply(new Erf(), x);

    public static Value Relu(this Value x) => x.Builder.Apply(new Relu(), x);

    public static Value Softplus(this Value x) => x.Builder.Apply(new Softplus(), x);

    public static Value Softmax(this Value x) => x.Builder.Apply(new Softmax(), x);

    public static Value LogSoftmax(this Value x) => x.Builder.Apply(new LogSoftmax(), x);

    public static Value ToFloat(this Value x) => x.Builder.Apply(new ToFloat(), x);

    public static Value Maximum(this Value x, Value y) => x.Builder.Apply(new Maximum(), x, y);

    public static Value Maximum(this Value x, double y) => x.Maximum(x.Builder.Constant(y));

    public static Value Minimum(this Value x, Value y) => x.Builder.Apply(new Minimum(), x, y);

    public static Value Minimum(this Value x, double y) => x.Minimum(x.Builder.Constant(y));

    public static Value Clip(this Value x, double minimum, double maximum) => x.Maximum(minimum).Minimum(maximum);

    public static Value Less(this Value x, Value y) => x.Builder.Apply(new Less(), x, y);

    public static Value LessOrEqual(this Value x, Value y) => x.Builder.Apply(new LessOrEqual(), x, y);

    public static Value EqualTo(this Value x, Value y) => x.Builder.Apply(new EqualTo(), x, y);

    /// <summary>1 where x exceeds the bound, else 0.</summary>
    public static Value Exceeds(this Value x, double bound) => x.Builder.Constant(bound).Less(x);

    public static Value Select(this Value mask, Value whenOne, Value whenZero) => mask.Builder.Apply(new Select(), mask, whenOne, whenZero);

    public static Value StopGradient(this Value x) => x.Builder.Apply(new StopGradient(), x);

    public static Value Square(this Value x) => x * x;

    public static Value Sum(this Value x, IEnumerable<int> axes, bool keepDimensions = false) =>
        x.Builder.Apply(new ReduceSum(axes.OrderBy(a => a).ToEquatableArray(), keepDimensions), x);

    public static Value SumAll(this Value x) => x.Shape.Rank == 0 ? x : x.Sum(Enumerable.Range(0, x.Shape.Rank));

    public static Value ReduceMaximum(this Value x, IEnumerable<int> axes, bool keepDimensions = false) =>
        x.Builder.Apply(new ReduceMaximum(axes.OrderBy(a => a).ToEquatableArray(), keepDimensions), x);

    public static Value ReduceMinimum(this Value x, IEnumerable<int> axes, bool keepDimensions = false) =>
        x.Builder.Apply(new ReduceMinimum(axes.OrderBy(a => a).ToEquatableArray(), keepDimensions), x);

    /// <summary>The mean along axes; its divisor may depend on the batch.</summary>
    public static Value Mean(this Value x, IEnumerable<int> axes, bool keepDimensions = false)
    {
        int[] over = [.. axes];
        if (over.Length == 0)
        {
            return x;
        }

        Dimension count = over.Aggregate(Dimension.One, (product, axis) => product * x.Shape[axis]);
        Value sum = x.Sum(over, keepDimensions);
        return count.IsConstant ? sum * (1.0 / count.Value) : sum / x.Builder.Size(count);
    }

    public static Value Size(this GraphBuilder builder, Dimension size) => size.IsConstant ? builder.Constant(size.Value) : builder.Apply(new Size(size));

    public static Value MatrixProduct(this Value left, Value right, bool transposeLeft = false, bool transposeRight = false) =>
        left.Builder.Apply(new MatrixProduct(transposeLeft, transposeRight), left, right);

    public static Value Transpose(this Value x, IEnumerable<int> permutation) => x.Builder.Apply(new Transpose(permutation.ToEquatableArray()), x);

    public static Value Reshape(this Value x, Shape shape) => x.Shape == shape ? x : x.Builder.Apply(new Reshape(shape), x);

    public static Value BroadcastTo(this Value x, Shape shape) => x.Shape == shape ? x : x.Builder.Apply(new BroadcastTo(shape), x);

    public static Value Concatenate(this IReadOnlyList<Value> values, int axis) => values.Count == 1 ? values[0] : values[0].Builder.Apply(new Concatenate(axis), [.. values]);

    public static Value Slice(this Value x, int axis, int start, int length) => x.Builder.Apply(new Slice(axis, start, length), x);

    /// <summary>The axes from <paramref name="first"/> to the last.</summary>
    public static IEnumerable<int> AxesFrom(this Value x, int first) => Enumerable.Range(first, Math.Max(0, x.Shape.Rank - first));
}
