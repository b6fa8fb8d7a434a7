using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>
/// The patches of images as rows of a matrix that is never stored: a row for each position (batch, depth, height, width),
/// a column for each tap (depth, height, width) and channel. What lies outside of the image is zero.
/// </summary>
/// <param name="source">Images, channels last.</param>
/// <param name="channels">The values at one position of the images.</param>
/// <param name="run">The values that a patch takes from each position, from the first on: the channels of one group.</param>
/// <param name="depth">The axis depth.</param>
/// <param name="height">The axis height.</param>
/// <param name="width">The axis width.</param>
/// <exception cref="NotSupportedException">A line of an image, with what patches reach beyond it, has 2³¹ values or more.</exception>
internal readonly unsafe struct Patches(float* source, int channels, int run, PatchAxis depth, PatchAxis height, PatchAxis width)
{
    private readonly PatchAxis _depth = Checked(depth, 1);
    private readonly PatchAxis _height = Checked(height, 1);
    private readonly PatchAxis _width = Checked(width, channels);

    /// <summary>The length of a row.</summary>
    public nint Columns => (nint)_depth.Taps * _height.Taps * Line;

    /// <summary>The number of rows of each image.</summary>
    public nint RowsOfImage => (nint)_depth.Positions * _height.Positions * _width.Positions;

    /// <summary>The part of a row that comes from one line of the image.</summary>
    public int Line => _width.Taps * run;

    /// <summary>Whether that part is contiguous in the image.</summary>
    public bool IsContiguous => _width.TapStep == 1 && run == channels;

    /// <summary>The axis depth.</summary>
    public PatchAxis Depth => _depth;

    /// <summary>The axis height.</summary>
    public PatchAxis Height => _height;

    /// <summary>The axis width.</summary>
    public PatchAxis Width => _width;

    /// <summary>The values at one position of the images.</summary>
    public int Channels => channels;

    /// <summary>
    /// A part of an image, with zeros for what lies outside: where nothing does it stays where it is, else it is copied.
    /// </summary>
    /// <param name="image">Which of the images.</param>
    /// <param name="first">Where the part begins, which may be outside.</param>
    /// <param name="size">Its size.</param>
    /// <param name="scratch">Memory for the copy.</param>
    /// <param name="line">From one line of the part to the next, in floats.</param>
    /// <param name="slice">From one slice of the part to the next, in floats.</param>
    public float* Part<TLane>(
        nint image,
        (int Depth, int Height, int Width) first,
        (int Depth, int Height, int Width) size,
        float* scratch,
        out nint line,
        out nint slice)
        where TLane : struct, ILane<TLane>
    {
        float* start = source + (image * _depth.Length * _height.Length * _width.Length * channels);
        if (first.Depth >= 0 && first.Depth + size.Depth <= _depth.Length
            && first.Height >= 0 && first.Height + size.Height <= _height.Length
            && first.Width >= 0 && first.Width + size.Width <= _width.Length)
        {
            line = (nint)_width.Length * channels;
            slice = line * _height.Length;
            return start + (first.Depth * slice) + (first.Height * line) + (first.Width * (nint)channels);
        }

        line = (nint)size.Width * channels;
        slice = line * size.Height;
        float* at = scratch;
        for (int d = first.Depth; d < first.Depth + size.Depth; d++)
        {
            for (int h = first.Height; h < first.Height + size.Height; h++, at += line)
            {
                if ((uint)d < (uint)_depth.Length && (uint)h < (uint)_height.Length)
                {
                    float* from = start + ((((nint)d * _height.Length) + h) * _width.Length * channels);
                    CopyPart<TLane>(from, first.Width * channels, _width.Length * channels, at, (int)line);
                }
                else
                {
                    Zero<TLane>(at, (int)line);
                }
            }
        }

        return scratch;
    }

    /// <summary>Copies part of the rows from <paramref name="row"/> on, each to the next address.</summary>
    /// <param name="first">The first column.</param>
    /// <param name="length">The number of columns.</param>
    /// <param name="stride">From one row of the destination to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public void CopyRows<TLane>(float* destination, nint stride, nint row, nint rows, nint first, nint length)
        where TLane : struct, ILane<TLane>
    {
        if (length == 0)
        {
            return;
        }

        (nint rest, nint w) = Math.DivRem(row, _width.Positions);
        (rest, nint h) = Math.DivRem(rest, _height.Positions);
        (nint image, nint d) = Math.DivRem(rest, _depth.Positions);
        int firstLine = (int)(first / Line);
        int offset = (int)(first % Line);
        for (; rows > 0; rows--)
        {
            CopyRow<TLane>(destination, image, (int)d, (int)h, (int)w, firstLine, offset, (int)length);
            destination += stride;
            if (++w < _width.Positions)
            {
                continue;
            }

            w = 0;
            if (++h < _height.Positions)
            {
                continue;
            }

            h = 0;
            if (++d == _depth.Positions)
            {
                d = 0;
                image++;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CopyRow<TLane>(float* destination, nint image, int d, int h, int w, int line, int offset, int length)
        where TLane : struct, ILane<TLane>
    {
        int tapDepth = line / _height.Taps;
        int tapHeight = line % _height.Taps;
        int firstWidth = (w * _width.Step) + _width.Origin;
        while (true)
        {
            int count = Math.Min(Line - offset, length);
            int atDepth = (d * _depth.Step) + (tapDepth * _depth.TapStep) + _depth.Origin;
            int atHeight = (h * _height.Step) + (tapHeight * _height.TapStep) + _height.Origin;
            if ((uint)atDepth < (uint)_depth.Length && (uint)atHeight < (uint)_height.Length)
            {
                float* from = source + ((((image * _depth.Length) + atDepth) * _height.Length) + atHeight) * _width.Length * channels;
                if (IsContiguous)
                {
                    CopyPart<TLane>(from, (firstWidth * run) + offset, _width.Length * run, destination, count);
                }
                else
                {
                    CopyTaps<TLane>(from, firstWidth, offset, destination, count);
                }
            }
            else
            {
                Zero<TLane>(destination, count);
            }

            length -= count;
            if (length == 0)
            {
                return;
            }

            destination += count;
            offset = 0;
            if (++tapHeight == _height.Taps)
            {
                tapHeight = 0;
                tapDepth++;
            }
        }
    }

    // Places along an axis, and within a line the values at them, are counted in 32 bits.
    private static PatchAxis Checked(PatchAxis axis, int channels)
        => axis.Reach <= int.MaxValue / Math.Max(channels, 1)
            ? axis
            : throw new NotSupportedException($"Windows of {axis.Taps} reach over {axis.Reach} places of an axis of {axis.Length}{(channels > 1 ? $", each of {channels} channels" : "")}, and at most {int.MaxValue} values in a row can be counted.");

    /// <summary>Copies taps one by one.</summary>
    private void CopyTaps<TLane>(float* line, int firstWidth, int offset, float* destination, int count)
        where TLane : struct, ILane<TLane>
    {
        int tap = offset / run;
        offset -= tap * run;
        while (count > 0)
        {
            int at = firstWidth + (tap * _width.TapStep);
            int part = Math.Min(run - offset, count);
            if ((uint)at < (uint)_width.Length)
            {
                Copy<TLane>(line + ((nint)at * channels) + offset, destination, part);
            }
            else
            {
                Zero<TLane>(destination, part);
            }

            destination += part;
            count -= part;
            offset = 0;
            tap++;
        }
    }

    /// <summary>Copies a part of a line that may begin before it and end behind it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyPart<TLane>(float* line, int start, int length, float* destination, int count)
        where TLane : struct, ILane<TLane>
    {
        if (start >= 0 && start + count <= length)
        {
            Copy<TLane>(line + start, destination, count);
            return;
        }

        int before = Math.Clamp(-start, 0, count);
        int inside = Math.Clamp(length - start - before, 0, count - before);
        Zero<TLane>(destination, before);
        Copy<TLane>(line + start + before, destination + before, inside);
        Zero<TLane>(destination + before + inside, count - before - inside);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Copy<TLane>(float* source, float* destination, int count)
        where TLane : struct, ILane<TLane>
    {
        int i = 0;
        for (; i <= count - TLane.Width; i += TLane.Width)
        {
            TLane.Store(destination + i, TLane.Load(source + i));
        }

        for (; i < count; i++)
        {
            destination[i] = source[i];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Zero<TLane>(float* destination, int count)
        where TLane : struct, ILane<TLane>
    {
        int i = 0;
        for (; i <= count - TLane.Width; i += TLane.Width)
        {
            TLane.Store(destination + i, TLane.Broadcast(0f));
        }

        for (; i < count; i++)
        {
            destination[i] = 0f;
        }
    }
}
