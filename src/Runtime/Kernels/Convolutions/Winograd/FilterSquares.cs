using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>How minimal filtering cuts the outputs of images into squares of <see cref="Size"/> × <see cref="Size"/>, row by row; the last of an axis may reach beyond it.</summary>
internal readonly struct FilterSquares
{
    private readonly int _down;
    private readonly int _across;

    /// <param name="size">The outputs of a square along an axis.</param>
    /// <param name="images">The number of images.</param>
    /// <param name="height">The outputs of an image along height.</param>
    /// <param name="width">The outputs of an image along width.</param>
    public FilterSquares(int size, nint images, int height, int width)
    {
        Size = size;
        _down = (height + size - 1) / size;
        _across = (width + size - 1) / size;
        Count = images * _down * _across;
    }

    /// <summary>The outputs of a square along an axis.</summary>
    public int Size { get; }

    /// <summary>The number of squares.</summary>
    public nint Count { get; }

    /// <summary>The square of a number.</summary>
    public FilterSquare this[nint square]
    {
        get
        {
            (nint rest, nint column) = Math.DivRem(square, _across);
            (nint image, nint row) = Math.DivRem(rest, _down);
            return new FilterSquare(image, (int)row * Size, (int)column * Size);
        }
    }

    /// <summary>The square behind another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public FilterSquare After(FilterSquare square)
    {
        if (square.Column + Size < _across * Size)
        {
            return square with { Column = square.Column + Size };
        }

        return square.Row + Size < _down * Size
            ? new FilterSquare(square.Image, square.Row + Size, 0)
            : new FilterSquare(square.Image + 1, 0, 0);
    }
}

/// <summary>A square of outputs.</summary>
/// <param name="Image">Which of the images.</param>
/// <param name="Row">Its first row of outputs.</param>
/// <param name="Column">Its first column.</param>
internal readonly record struct FilterSquare(nint Image, int Row, int Column);
