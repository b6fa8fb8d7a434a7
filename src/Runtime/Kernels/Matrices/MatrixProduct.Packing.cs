using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Kernels;

public static unsafe partial class MatrixProduct
{
    private partial struct Work<TEpilogue, TLane, TTile>
    {
        private void Pack(Workers workers, bool share)
        {
            int panels = checked((int)((_endColumn - _firstColumn + PanelWidth - 1) / PanelWidth));
            if (!_packRight)
            {
                if (_endColumn % PanelWidth != 0)
                {
                    PackPanel(_right + (_endColumn / PanelWidth * PanelWidth), (int)(_endColumn % PanelWidth), _packed);
                }

                return;
            }

            if (share && (_endColumn - _firstColumn) * _depth >= MatrixBlocks.PackThreshold)
            {
                _packing = true;
                workers.Run(ref this, panels);
                _packing = false;
                return;
            }

            for (int panel = 0; panel < panels; panel++)
            {
                PackPanel(panel);
            }
        }

        private readonly void PackPanel(int panel)
        {
            nint column = _firstColumn + ((nint)panel * PanelWidth);
            int width = (int)Math.Min(PanelWidth, _endColumn - column);
            float* destination = _packed + ((nint)panel * PanelWidth * _depth);
            if (_transposeRight)
            {
                TransposePanel(_right + (column * _depth), width, destination);
            }
            else
            {
                PackPanel(_right + column, width, destination);
            }
        }

        /// <summary>Copies columns of a matrix that lies row by row; what a narrow panel lacks is zero.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void PackPanel(float* source, int width, float* destination)
        {
            if (width == PanelWidth)
            {
                for (nint k = 0; k < _depth; k++)
                {
                    TLane.Store(destination, TLane.Load(source));
                    TLane.Store(destination + TLane.Width, TLane.Load(source + TLane.Width));
                    destination += PanelWidth;
                    source += _columns;
                }

                return;
            }

            for (nint k = 0; k < _depth; k++)
            {
                for (int j = 0; j < PanelWidth; j++)
                {
                    destination[j] = j < width ? source[j] : 0f;
                }

                destination += PanelWidth;
                source += _columns;
            }
        }

        /// <summary>Turns rows of a matrix that lies transposed into columns, four by four.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void TransposePanel(float* source, int width, float* destination)
        {
            int column = 0;
            for (; column <= width - 4; column += 4)
            {
                float* from = source + (column * _depth);
                float* to = destination + column;
                nint k = 0;
                for (; k <= _depth - 4; k += 4)
                {
                    Transpose4(from + k, _depth, to + (k * PanelWidth), PanelWidth);
                }

                for (; k < _depth; k++)
                {
                    for (int j = 0; j < 4; j++)
                    {
                        to[(k * PanelWidth) + j] = from[k + (j * _depth)];
                    }
                }
            }

            for (; column < PanelWidth; column++)
            {
                for (nint k = 0; k < _depth; k++)
                {
                    destination[(k * PanelWidth) + column] = column < width ? source[(column * _depth) + k] : 0f;
                }
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Transpose4(float* from, nint fromRow, float* to, nint toRow)
        {
            var a = Vector128.Load(from);
            var b = Vector128.Load(from + fromRow);
            var c = Vector128.Load(from + (2 * fromRow));
            var d = Vector128.Load(from + (3 * fromRow));
            Registers.Transpose(ref a, ref b, ref c, ref d);
            a.Store(to);
            b.Store(to + toRow);
            c.Store(to + (2 * toRow));
            d.Store(to + (3 * toRow));
        }

        /// <summary>
        /// Copies the tile's rows of a transposed left matrix, panel by panel, or else only a last panel of fewer rows than the micro-kernel has.
        /// What a panel lacks is zero.
        /// </summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void PackLeft(float* destination, nint firstRow, nint endRow, nint firstDepth, nint depth)
        {
            if (!_transposeLeft)
            {
                int rest = (int)((endRow - firstRow) % TTile.Rows);
                float* from = _left + ((endRow - rest) * _depth) + firstDepth;
                for (int row = 0; row < TTile.Rows && rest > 0; row++)
                {
                    for (nint k = 0; k < depth; k++)
                    {
                        destination[(k * TTile.Rows) + row] = row < rest ? from[(row * _depth) + k] : 0f;
                    }
                }

                return;
            }

            for (nint row = firstRow; row < endRow; row += TTile.Rows)
            {
                float* from = _left + (firstDepth * _rows) + row;
                int height = (int)Math.Min(TTile.Rows, endRow - row);
                for (nint k = 0; k < depth; k++)
                {
                    for (int i = 0; i < TTile.Rows; i++)
                    {
                        destination[i] = i < height ? from[i] : 0f;
                    }

                    destination += TTile.Rows;
                    from += _rows;
                }
            }
        }

        /// <summary>Where rows <paramref name="k"/> … of a panel lie, and how far apart they are.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly float* RightPanel(nint column, int width, nint k, out nint rightDepth)
        {
            if (_packRight)
            {
                rightDepth = PanelWidth;
                return _packed + ((column - _firstColumn) * _depth) + (k * PanelWidth);
            }

            if (width < PanelWidth)
            {
                rightDepth = PanelWidth;
                return _packed + (k * PanelWidth);
            }

            rightDepth = _columns;
            return _right + (k * _columns) + column;
        }
    }
}
