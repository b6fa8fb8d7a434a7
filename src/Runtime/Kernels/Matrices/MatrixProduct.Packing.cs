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

            int lanes = width / TLane.Width * TLane.Width;
            for (nint k = 0; k < _depth; k++)
            {
                TLane.Store(destination, TLane.Broadcast(0f));
                TLane.Store(destination + TLane.Width, TLane.Broadcast(0f));
                if (lanes > 0)
                {
                    TLane.Store(destination, TLane.Load(source));
                }

                for (int j = lanes; j < width; j++)
                {
                    destination[j] = source[j];
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
        /// Copies the tile's part of the left matrix: rows as they are, columns of a transposed one panel by panel.
        /// Where nothing need be packed, only a last panel of fewer rows than the micro-kernel has; what it lacks is zero.
        /// </summary>
        private readonly void PackLeft(float* destination, nint firstRow, nint endRow, nint firstDepth, nint depth)
        {
            if (_transposeLeft)
            {
                for (nint row = firstRow; row < endRow; row += TTile.Rows)
                {
                    PackLeftPanel(_left + (firstDepth * _rows) + row, (int)Math.Min(TTile.Rows, endRow - row), destination, depth);
                    destination += TTile.Rows * depth;
                }

                return;
            }

            nint rest = (endRow - firstRow) % TTile.Rows;
            nint copied = _packLeft ? firstRow : endRow - rest;
            for (nint row = copied; row < endRow; row++)
            {
                Copy(_left + (row * _depth) + firstDepth, destination, depth);
                destination += depth;
            }

            if (rest > 0)
            {
                Movement.Fill(destination, (TTile.Rows - rest) * depth, 0f);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Copy(float* source, float* destination, nint length)
        {
            nint i = 0;
            for (; i <= length - TLane.Width; i += TLane.Width)
            {
                TLane.Store(destination + i, TLane.Load(source + i));
            }

            for (; i < length; i++)
            {
                destination[i] = source[i];
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void PackLeftPanel(float* source, int height, float* destination, nint depth)
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
                    source += _rows;
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
                source += _rows;
            }
        }

        /// <summary>Where a panel of the left matrix lies: its rows from <paramref name="row"/>, its depth from <paramref name="k"/>.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private readonly float* LeftPanel(
            float* packed, nint firstRow, nint row, nint k, nint depth, out nint leftRow, out nint leftDepth)
        {
            if (_transposeLeft)
            {
                leftRow = 1;
                leftDepth = TTile.Rows;
                return packed + ((row - firstRow) * depth);
            }

            leftDepth = 1;
            if (_packLeft)
            {
                leftRow = depth;
                return packed + ((row - firstRow) * depth);
            }

            bool isWhole = row + TTile.Rows <= _rows;
            leftRow = isWhole ? _depth : depth;
            return isWhole ? _left + (row * _depth) + k : packed;
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
