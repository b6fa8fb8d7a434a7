using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Emitting.Shaders;

/// <summary>How a window goes over spatial axes, as the numbers that templates and functions name; always that of the forward direction.</summary>
internal static class ShaderWindows
{
    /// <param name="x">(batch, spatial …, channels) of the forward direction.</param>
    /// <param name="window">The window's spatial sizes.</param>
    /// <param name="y">(batch, spatial …, filters) of the forward direction.</param>
    public static void Define(ShaderText text, Sliding sliding, Shape x, IReadOnlyList<int> window, Shape y)
    {
        int[] input = Sliding.SpatialLengths("window", x), output = Sliding.SpatialLengths("window", y);
        text.Define("INPUT", input, 1);
        text.Define("OUTPUT", output, 1);
        text.Define("WINDOW", window, 1);
        text.Define("STRIDES", sliding.Strides, 1);
        text.Define("DILATIONS", sliding.Dilations, 1);
        text.Define("BEFORE", sliding.Before, 0);
        text.Define("INPUT_COUNT", Count(input));
        text.Define("OUTPUT_COUNT", Count(output));
        text.Define("WINDOW_COUNT", Count(window));
        text.Define("CHANNELS", x[x.Rank - 1]);
        text.Define("FILTERS", y[y.Rank - 1]);
    }

    /// <summary>The sizes of an image and of the resized one in lowest terms, axis by axis, for which kernels find neighbours in 32-bit numbers.</summary>
    /// <param name="layer">The layer that resizes, for the message.</param>
    /// <exception cref="ShaderLimitException">The numbers would not be enough.</exception>
    public static void DefineRatio(ShaderText text, string layer, Shape x, Shape y)
    {
        int[] input = Sliding.SpatialLengths("window", x), output = Sliding.SpatialLengths("window", y);
        var inputRatio = new int[input.Length];
        var outputRatio = new int[input.Length];
        for (int axis = 0; axis < input.Length; axis++)
        {
            int divisor = GreatestCommonDivisor(input[axis], output[axis]);
            (inputRatio[axis], outputRatio[axis]) = (input[axis] / divisor, output[axis] / divisor);

            // The greatest of what NearestTo, NearestFrom, LinearFirst and ResizeBilinearGradient multiply.
            if ((2L * outputRatio[axis] * (input[axis] + 1L)) + inputRatio[axis] > uint.MaxValue)
            {
                throw new ShaderLimitException(layer.Length > 0 ? layer : "Resize", FormattableString.Invariant(
                    $"its kernel for GPUs has no 32-bit numbers large enough to resize an axis of {input[axis]} to {output[axis]}: take sizes that a larger number divides, or Gpu = false"));
            }
        }

        text.Define("INPUT_RATIO", inputRatio, 1);
        text.Define("OUTPUT_RATIO", outputRatio, 1);
    }

    /// <summary>The positions of all samples.</summary>
    public static Dimension Positions(Shape shape) => shape.WithoutAxis(shape.Rank - 1).Length;

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);

    private static int Count(IEnumerable<int> lengths) => lengths.Aggregate(1, (product, length) => checked(product * length));
}
