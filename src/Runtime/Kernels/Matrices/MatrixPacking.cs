using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Kernels;

/// <summary>Copies parts of matrices into panels, so that a micro-kernel reads one address after the other. What a panel lacks is zero.</summary>
internal static unsafe class MatrixPacking
{
    /// <summary>A panel of the right matrix: up to two lanes of columns, row after row.</summary>
    /// <param name="sourceStride">From one row of the matrix to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Columns<TLane>(float* source, nint sourceStride, int width, nint depth, float* destination)
        where TLane : struct, ILane<TLane>
    {
        int panelWidth = MatrixBlocks.PanelWidth<TLane>();
        if (width == panelWidth)
        {
            for (nint k = 0; k < depth; k++)
            {
                TLane.Store(destination, TLane.Load(source));
                TLane.Store(destination + TLane.Width, TLane.Load(source + TLane.Width));
                destination += panelWidth;
                source += sourceStride;
            }

            return;
        }

        int lanes = width / TLane.Width * TLane.Width;
        for (nint k = 0; k < depth; k++)
        {
            TLane.Store(destination, lanes > 0 ? TLane.Load(source) : TLane.Broadcast(0f));
            TLane.Store(destination + TLane.Width, TLane.Broadcast(0f));
            for (int j = lanes; j < width; j++)
            {
                destination[j] = source[j];
            }

            destination += panelWidth;
            source += sourceStride;
        }
    }

    /// <summary>A panel of a right matrix that lies transposed: its rows become columns, four by four.</summary>
    /// <param name="sourceStride">From one row of the matrix to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void TransposedColumns<TLane>(float* source, nint sourceStride, int width, nint depth, float* destination)
        where TLane : struct, ILane<TLane>
    {
        int panelWidth = MatrixBlocks.PanelWidth<TLane>();
        int column = 0;
        for (; column <= width - 4; column += 4)
        {
            float* from = source + (column * sourceStride);
            float* to = destination + column;
            nint k = 0;
            for (; k <= depth - 4; k += 4)
            {
                var a = Vector128.Load(from + k);
                var b = Vector128.Load(from + k + sourceStride);
                var c = Vector128.Load(from + k + (2 * sourceStride));
                var d = Vector128.Load(from + k + (3 * sourceStride));
                Registers.Transpose(ref a, ref b, ref c, ref d);
                float* at = to + (k * panelWidth);
                a.Store(at);
                b.Store(at + panelWidth);
                c.Store(at + (2 * panelWidth));
                d.Store(at + (3 * panelWidth));
            }

            for (; k < depth; k++)
            {
                for (int j = 0; j < 4; j++)
                {
                    to[(k * panelWidth) + j] = from[k + (j * sourceStride)];
                }
            }
        }

        for (; column < panelWidth; column++)
        {
            for (nint k = 0; k < depth; k++)
            {
                destination[(k * panelWidth) + column] = column < width ? source[(column * sourceStride) + k] : 0f;
            }
        }
    }

    /// <summary>Part of a row of the left matrix.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Row<TLane>(float* source, float* destination, nint depth)
        where TLane : struct, ILane<TLane>
    {
        nint k = 0;
        for (; k <= depth - TLane.Width; k += TLane.Width)
        {
            TLane.Store(destination + k, TLane.Load(source + k));
        }

        for (; k < depth; k++)
        {
            destination[k] = source[k];
        }
    }

    /// <summary>A panel of a left matrix that lies transposed: as many of its columns as the micro-kernel has rows.</summary>
    /// <param name="sourceStride">From one row of the matrix to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void TransposedRows<TTile>(float* source, nint sourceStride, int height, nint depth, float* destination)
        where TTile : struct, IMatrixTile
    {
        if (height == TTile.Rows)
        {
            for (nint k = 0; k < depth; k++)
            {
                for (int i = 0; i < (TTile.Rows & ~3); i += 4)
                {
                    Vector128.Load(source + i).Store(destination + i);
                }

                if ((TTile.Rows & 2) != 0)
                {
                    Vector64.Load(source + (TTile.Rows & ~3)).Store(destination + (TTile.Rows & ~3));
                }

                destination += TTile.Rows;
                source += sourceStride;
            }

            return;
        }

        for (nint k = 0; k < depth; k++)
        {
            for (int i = 0; i < TTile.Rows; i++)
            {
                destination[i] = i < height ? source[i] : 0f;
            }

            destination += TTile.Rows;
            source += sourceStride;
        }
    }
}
