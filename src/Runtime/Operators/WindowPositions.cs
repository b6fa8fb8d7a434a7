using System.Globalization;

namespace Compiled;

/// <summary>
/// Where a window that slides over the spatial axes of a tensor (batch, spatial …, channels) lies, for the plain operators: every position of
/// the window inside the input, for every position of the output. Output position o of an axis reads, at window position k, the input
/// position o · stride + k · dilation − before. Positions are numbered in row-major order over all spatial axes.
/// </summary>
internal sealed class WindowPositions
{
    private readonly List<(nint Input, nint Window, nint Output)[]> _axes = [];
    private readonly nint[] _lengths;
    private readonly nint[] _window;

    /// <param name="operation">What a message names.</param>
    /// <param name="shape">The whole shape of the input.</param>
    /// <param name="window">The window's sizes along the spatial axes.</param>
    /// <exception cref="ArgumentException">The numbers do not fit the shape or each other.</exception>
    public WindowPositions(string operation, nint[] shape, nint[] window, int[] strides, int[] dilations, int[] before, int[] after)
    {
        ArgumentNullException.ThrowIfNull(strides);
        ArgumentNullException.ThrowIfNull(dilations);
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        int rank = window.Length;
        if (rank is < 1 or > 3 || shape.Length != rank + 2 || strides.Length != rank || dilations.Length != rank || before.Length != rank || after.Length != rank)
        {
            throw new ArgumentException(
                $"{operation} slides a window {TensorElements.Text(window)} over a tensor (batch, {rank.ToString(CultureInfo.InvariantCulture)} spatial sizes, channels), "
                + $"with a stride, a dilation and a padding before and after for each of 1 to 3 spatial axes, but the shape is {TensorElements.Text(shape)}");
        }

        _lengths = shape[1..^1];
        _window = window;
        Outputs = new nint[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            nint room = before[axis] + _lengths[axis] + after[axis] - ((window[axis] - 1) * dilations[axis]) - 1;
            if (window[axis] < 1 || strides[axis] < 1 || dilations[axis] < 1 || before[axis] < 0 || after[axis] < 0 || room < 0)
            {
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{operation} of {TensorElements.Text(shape)} cannot slide a window of {window[axis]} with stride {strides[axis]} and dilation {dilations[axis]} over {_lengths[axis]} with {before[axis]} before and {after[axis]} after"));
            }

            Outputs[axis] = (room / strides[axis]) + 1;
            _axes.Add([.. Along(_lengths[axis], window[axis], Outputs[axis], strides[axis], dilations[axis], before[axis])]);
        }
    }

    /// <summary>The spatial sizes of the output.</summary>
    public nint[] Outputs { get; }

    /// <summary>The number of spatial positions of the input.</summary>
    public nint InputCount => TensorElements.Length(_lengths);

    /// <summary>The number of spatial positions of the output.</summary>
    public nint OutputCount => TensorElements.Length(Outputs);

    /// <summary>All positions; those of one output come in the order of its window.</summary>
    public IEnumerable<(nint Input, nint Window, nint Output)> All()
    {
        IEnumerable<(nint Input, nint Window, nint Output)> all = [(0, 0, 0)];
        for (int a = 0; a < _axes.Count; a++)
        {
            int axis = a;
            all = all.SelectMany(_ => _axes[axis], (outer, inner) => (
                (outer.Input * _lengths[axis]) + inner.Input,
                (outer.Window * _window[axis]) + inner.Window,
                (outer.Output * Outputs[axis]) + inner.Output));
        }

        return all;
    }

    private static IEnumerable<(nint Input, nint Window, nint Output)> Along(nint length, nint window, nint outputs, int stride, int dilation, int before)
    {
        for (nint output = 0; output < outputs; output++)
        {
            for (nint k = 0; k < window; k++)
            {
                nint input = (output * stride) + (k * dilation) - before;
                if (input >= 0 && input < length)
                {
                    yield return (input, k, output);
                }
            }
        }
    }
}
