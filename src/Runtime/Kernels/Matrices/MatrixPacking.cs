using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Kernels;

/// <summary>Copies parts of matrices into panels, so that a micro-kernel reads one address after the other. What a panel lacks is zero.</summary>
internal static unsafe class MatrixPacking
{
    /// <summary>
    /// Whole panels of the right matrix, row after row of all of them: where its rows are long, each lies on pages of its own, and little
    /// would be read of a page for one panel.
    /// </summary>
    /// <param name="sourceStride">From one row of the matrix to the next.</param>
    /// <param name="panels">The number of panels; few, as each is written along an address of its own.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Panels<TLane>(float* source, nint sourceStride, int panels, nint depth, float* destination)
        where TLane : struct, ILane<TLane>
    {
        int panelWidth = MatrixBlocks.PanelWidth<TLane>();
        nint panelLength = panelWidth * depth;
        for (nint k = 0; k < depth; k++)
        {
            float* from = source;
            float* to = destination;
            for (int panel = 0; panel < panels; panel++)
            {
                TLane.Store(to, TLane.Load(from));
                TLane.Store(to + TLane.Width, TLane.Load(from + TLane.Width));
                from += panelWidth;
                to += panelLength;
            }

            destination += panelWidth;
            source += sourceStride;
        }
    }

    /// <summary>A last panel of the right matrix, which is not whole.</summary>
    /// <param name="sourceStride">From one row of the matrix to the next.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void LastPanel<TLane>(float* source, nint sourceStride, int width, nint depth, float* destination)
        where TLane : struct, ILane<TLane>
    {
        int panelWidth = MatrixBlocks.PanelWidth<TLane>();
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
