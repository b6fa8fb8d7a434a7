using Compiled.Generator.Graphs;

namespace Compiled.Generator.Operators;

/// <summary>
/// The primitive operators as methods of their first input, so that a derivative, a layer or a loss reads like its formula.
/// Axes are not negative here.
/// </summary>
internal static class Primitives
{
    /// <summary>Applies an operator with one input.</summary>
    public static Value Apply(this Value x, Operator op) => x.Builder.Apply(op, x);

    /// <summary>A scalar constant in the graph of <paramref name="x"/>.</summary>
    public static Value Constant(this Value x, double constant) => x.Builder.Constant(constant);

    public static Value Abs(this Value x) => x.Apply(new Abs());

    public static Value Exp(this Value x) => x.Apply(new Exp());

    public static Value ExpM1(this Value x) => x.Apply(new ExpM1());

    public static Value Log(this Value x) => x.Apply(new Log());

    public static Value Log1P(this Value x) => x.Apply(new Log1P());

    public static Value Sqrt(this Value x) => x.Apply(new Sqrt());

    public static Value Tanh(this Value x) => x.Apply(new Tanh());

    public static Value Sigmoid(this Value x) => x.Apply(new Sigmoid());

    public static Value Erf(this Value x) => x.Apply(new Erf());

    public static Value Relu(this Value x) => x.Apply(new Relu());

    public static Value Softplus(this Value x) => x.Apply(new Softplus());

    public static Value Softmax(this Value x) => x.Apply(new Softmax());

    public static Value LogSoftmax(this Value x) => x.Apply(new LogSoftmax());

    public static Value ToFloat(this Value x) => x.Apply(new ToFloat());

    public static Value Maximum(this Value x, Value y) => x.Builder.Apply(new Maximum(), x, y);

    public static Value Maximum(this Value x, double y) => x.Maximum(x.Constant(y));

    public static Value Minimum(this Value x, Value y) => x.Builder.Apply(new Minimum(), x, y);

    public static Value Minimum(this Value x, double y) => x.Minimum(x.Constant(y));

    public static Value Clip(this Value x, double minimum, double maximum) => x.Maximum(minimum).Minimum(maximum);

    /// <summary>1 where x &lt; y, else 0.</summary>
    public static Value Less(this Value x, Value y) => x.Builder.Apply(new Less(), x, y);

    /// <summary>1 where x ≤ y, else 0.</summary>
    public static Value LessOrEqual(this Value x, Value y) => x.Builder.Apply(new LessOrEqual(), x, y);

    /// <summary>1 where x = y, else 0.</summary>
    public static Value EqualTo(this Value x, Value y) => x.Builder.Apply(new EqualTo(), x, y);

    /// <summary>1 where x is positive, else 0.</summary>
    public static Value IsPositive(this Value x) => x.Exceeds(0);

    /// <summary>1 where x exceeds the bound, else 0.</summary>
    public static Value Exceeds(this Value x, double bound) => x.Constant(bound).Less(x);

    public static Value Select(this Value mask, Value whenOne, Value whenZero) => mask.Builder.Apply(new Select(), mask, whenOne, whenZero);

    /// <summary>The value where the mask is not zero, else zero.</summary>
    public static Value Where(this Value x, Value mask) => mask.Select(x, x.Constant(0));

    /// <summary>The value where the mask is zero, else zero.</summary>
    public static Value WhereNot(this Value x, Value mask) => mask.Select(x.Constant(0), x);

    public static Value StopGradient(this Value x) => x.Apply(new StopGradient());

    public static Value Square(this Value x) => x * x;

    public static Value Sum(this Value x, IEnumerable<int> axes, bool keepDimensions = false) =>
        x.Builder.Apply(new ReduceSum(axes.OrderBy(a => a).ToEquatableArray(), keepDimensions), x);

    /// <summary>The sum along the last axis, which stays with size one.</summary>
    public static Value SumLast(this Value x) => x.Sum([x.Shape.Rank - 1], keepDimensions: true);

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

    public static Value Convolution(this Value x, Value kernel, Sliding sliding, int groups = 1) => x.Builder.Apply(new Convolution(sliding, groups), x, kernel);

    public static Value ConvolutionInputGradient(this Value gradient, Value kernel, Sliding sliding, int groups, IEnumerable<int> lengths) =>
        gradient.Builder.Apply(new ConvolutionInputGradient(sliding, groups, lengths.ToEquatableArray()), gradient, kernel);

    public static Value ConvolutionKernelGradient(this Value x, Value gradient, Sliding sliding, int groups, IEnumerable<int> window) =>
        x.Builder.Apply(new ConvolutionKernelGradient(sliding, groups, window.ToEquatableArray()), x, gradient);

    public static Value Transpose(this Value x, IEnumerable<int> permutation) => x.Apply(new Transpose(permutation.ToEquatableArray()));

    /// <summary>The value in another shape; the value itself if it has that shape.</summary>
    public static Value Reshape(this Value x, Shape shape) => x.Shape == shape ? x : x.Builder.Apply(new Reshape(shape), x);

    /// <summary>The value with a last axis of size one.</summary>
    public static Value WithLastAxis(this Value x) => x.Reshape(x.Shape.Insert(x.Shape.Rank, Dimension.One));

    /// <summary>The value repeated to a shape; the value itself if it has that shape.</summary>
    public static Value BroadcastTo(this Value x, Shape shape) => x.Shape == shape ? x : x.Builder.Apply(new BroadcastTo(shape), x);

    public static Value Concatenate(this IReadOnlyList<Value> values, int axis) => values.Count == 1 ? values[0] : values[0].Builder.Apply(new Concatenate(axis), [.. values]);

    public static Value Slice(this Value x, int axis, int start, int length) => x.Apply(new Slice(axis, start, length));

    public static Value Pad(this Value x, int axis, int before, int after) => x.Apply(new Pad(axis, before, after));

    /// <summary>The numbers 0, 1, 2 … of the places along an axis.</summary>
    public static Value Positions(this Value x, int axis) => x.Apply(new Positions(axis));

    /// <summary>The axes from <paramref name="first"/> to the last.</summary>
    public static IEnumerable<int> AxesFrom(this Value x, int first) => Enumerable.Range(first, Math.Max(0, x.Shape.Rank - first));
}
