namespace Compiled;

/// <summary>
/// Stretches the samples of a component to the picture's pixels. A component of half the width or height is interpolated with the weights 3/4 and 1/4
/// of the nearer and the farther sample and rounded as libjpeg does; any other repeats the nearest sample.
/// </summary>
internal sealed class ChromaUpsampling
{
    // Below this libjpeg repeats samples.
    private const int LeastInterpolated = 3;

    private readonly JpegComponent _component;
    private readonly int _width;
    private readonly int _horizontal;
    private readonly int _vertical;
    private readonly bool _doubleAcross;
    private readonly bool _doubleDown;
    private readonly int[] _sums;

    public ChromaUpsampling(JpegFrame frame, JpegComponent component)
    {
        _component = component;
        _width = frame.Width;
        _horizontal = frame.LargestHorizontal;
        _vertical = frame.LargestVertical;
        bool sameWidth = component.Horizontal == _horizontal;
        bool sameHeight = component.Vertical == _vertical;
        bool halfWidth = 2 * component.Horizontal == _horizontal && component.Width >= LeastInterpolated;
        bool halfHeight = 2 * component.Vertical == _vertical;
        _doubleAcross = halfWidth && (sameHeight || halfHeight);
        _doubleDown = halfHeight && (sameWidth || halfWidth);
        _sums = _doubleAcross ? new int[component.Width] : [];
    }

    /// <summary>Writes one row of the picture.</summary>
    /// <param name="y">Which.</param>
    /// <param name="row">Room for two pixels more than the picture is wide.</param>
    public void Write(int y, Span<byte> row)
    {
        int nearest = y * _component.Vertical / _vertical;
        ReadOnlySpan<byte> near = Samples(nearest);
        ReadOnlySpan<byte> far = Samples(Math.Clamp((y & 1) == 0 ? nearest - 1 : nearest + 1, 0, _component.Height - 1));
        if (_doubleAcross)
        {
            WriteDoubled(near, far, row);
        }
        else if (_doubleDown)
        {
            int rounding = (y & 1) == 0 ? 1 : 2;
            for (int x = 0; x < near.Length; x++)
            {
                row[x] = (byte)(((3 * near[x]) + far[x] + rounding) >> 2);
            }
        }
        else if (_component.Horizontal == _horizontal)
        {
            near.CopyTo(row);
        }
        else
        {
            for (int x = 0; x < _width; x++)
            {
                row[x] = near[x * _component.Horizontal / _horizontal];
            }
        }
    }

    private ReadOnlySpan<byte> Samples(int row) => _component.Samples.AsSpan(row * _component.Stride, _component.Width);

    private void WriteDoubled(ReadOnlySpan<byte> near, ReadOnlySpan<byte> far, Span<byte> row)
    {
        // Sums over two rows have weight 4, those over one row weight 1; the roundings alternate so that they cancel out.
        int shift = _doubleDown ? 4 : 2;
        int evenRounding = _doubleDown ? 8 : 1;
        int oddRounding = _doubleDown ? 7 : 2;
        int[] sums = _sums;
        for (int x = 0; x < sums.Length; x++)
        {
            sums[x] = _doubleDown ? (3 * near[x]) + far[x] : near[x];
        }

        for (int x = 0; x < sums.Length; x++)
        {
            int left = sums[Math.Max(x - 1, 0)];
            int right = sums[Math.Min(x + 1, sums.Length - 1)];
            row[2 * x] = (byte)(((3 * sums[x]) + left + evenRounding) >> shift);
            row[(2 * x) + 1] = (byte)(((3 * sums[x]) + right + oddRounding) >> shift);
        }
    }
}
