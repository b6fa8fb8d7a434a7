using System.Runtime.CompilerServices;

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
                    MatrixPacking.Columns<TLane>(
                        _right + (_endColumn / PanelWidth * PanelWidth), _columns, (int)(_endColumn % PanelWidth), _depth, _packed);
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
                MatrixPacking.TransposedColumns<TLane>(_right + (column * _depth), width, _depth, destination);
            }
            else
            {
                MatrixPacking.Columns<TLane>(_right + column, _columns, width, _depth, destination);
            }
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
                    int height = (int)Math.Min(TTile.Rows, endRow - row);
                    MatrixPacking.TransposedRows<TTile>(_left + (firstDepth * _rows) + row, _rows, height, depth, destination);
                    destination += TTile.Rows * depth;
                }

                return;
            }

            nint rest = (endRow - firstRow) % TTile.Rows;
            nint copied = _packLeft ? firstRow : endRow - rest;
            for (nint row = copied; row < endRow; row++)
            {
                MatrixPacking.Row<TLane>(_left + (row * _depth) + firstDepth, destination, depth);
                destination += depth;
            }

            if (rest > 0)
            {
                Movement.Fill(destination, (TTile.Rows - rest) * depth, 0f);
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
