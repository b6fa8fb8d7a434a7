using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

public static unsafe partial class MatrixProduct
{
    /// <summary>A product cut into tiles of rows and columns; a panel is as wide as two lanes, or as high as a micro-kernel.</summary>
    private partial struct Work<TEpilogue, TLane, TTile> : ITiledWork
        where TEpilogue : unmanaged, IEpilogue
        where TLane : struct, ILane<TLane>
        where TTile : struct, IMatrixTile
    {
        private readonly TEpilogue* _epilogue;
        private readonly float* _left;
        private readonly float* _right;
        private readonly nint _rows;
        private readonly nint _columns;
        private readonly nint _depth;
        private readonly bool _transposeLeft;
        private readonly bool _transposeRight;
        private readonly bool _packRight;
        private readonly bool _packLeft;
        private readonly nint _tileRows;
        private readonly nint _tileColumns;
        private readonly int _tilesDown;

        // The columns that are worked on now, and the panels of the right matrix made from them.
        private nint _firstColumn;
        private nint _endColumn;
        private float* _packed;
        private float* _scratch;
        private bool _packing;

        public Work(
            TEpilogue* epilogue, float* left, float* right, nint rows, nint columns, nint depth, bool transposeLeft, bool transposeRight)
        {
            _epilogue = epilogue;
            _left = left;
            _right = right;
            _rows = rows;
            _columns = columns;
            _depth = depth;
            _transposeLeft = transposeLeft;
            _transposeRight = transposeRight;
            _packRight = transposeRight || rows > MatrixBlocks.UnpackedRows;
            _packLeft = transposeLeft || columns > MatrixBlocks.UnpackedColumns;
            _tileRows = Even(rows, MatrixBlocks.Rows, TTile.Rows);
            _tileColumns = Even(columns, MatrixBlocks.Columns, PanelWidth);
            _tilesDown = (int)((rows + _tileRows - 1) / _tileRows);
        }

        private static int PanelWidth => 2 * TLane.Width;

        private static int TileLength => TTile.Rows * PanelWidth;

        // Per worker: the sums of a tile between blocks of the depth, and packed rows of the left matrix.
        private readonly nint PartialLength => _depth > MatrixBlocks.Depth ? _tileRows * _tileColumns : 0;

        private readonly nint ScratchLength => PartialLength + ((_packLeft ? _tileRows : TTile.Rows) * MatrixBlocks.Depth);

        public void Run(Workers workers)
        {
            nint slab = Math.Max(1, MatrixBlocks.PackedRight / (Math.Max(_depth, 1) * _tileColumns)) * _tileColumns;
            nint packedLength = RoundUp(Math.Min(slab, _columns), PanelWidth) * _depth;

            // Without packing only the last, narrower panel needs a copy.
            packedLength = _packRight ? packedLength : PanelWidth * _depth;
            bool share = workers.Count > 1 && (double)_rows * _columns * _depth >= MatrixBlocks.ThreadThreshold;
            nint scratchLength = RoundUp(ScratchLength, 16);
            _packed = workers.Scratch(RoundUp(packedLength, 16) + (scratchLength * (share ? workers.Count : 1)));
            _scratch = _packed + RoundUp(packedLength, 16);
            for (_firstColumn = 0; _firstColumn < _columns; _firstColumn = _endColumn)
            {
                _endColumn = Math.Min(_columns, _firstColumn + slab);
                Pack(workers, share);
                int tiles = checked((int)((_endColumn - _firstColumn + _tileColumns - 1) / _tileColumns * _tilesDown));
                if (share)
                {
                    workers.Run(ref this, tiles);
                    continue;
                }

                for (int tile = 0; tile < tiles; tile++)
                {
                    MultiplyTile(tile, _scratch);
                }
            }

            GC.KeepAlive(workers);
        }

        public readonly void RunTile(int tile, int worker)
        {
            if (_packing)
            {
                PackPanel(tile);
            }
            else
            {
                MultiplyTile(tile, _scratch + (worker * RoundUp(ScratchLength, 16)));
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private readonly void MultiplyTile(int tile, float* scratch)
        {
            nint firstRow = tile % _tilesDown * _tileRows;
            nint endRow = Math.Min(_rows, firstRow + _tileRows);
            nint firstColumn = _firstColumn + (tile / _tilesDown * _tileColumns);
            nint endColumn = Math.Min(_endColumn, firstColumn + _tileColumns);
            float* packedLeft = scratch + PartialLength;
            float* sums = stackalloc float[TileLength];
            float* partial = PartialLength == 0 ? sums : scratch;
            nint partialStep = PartialLength == 0 ? 0 : TileLength;
            nint k = 0;
            do
            {
                nint depth = Math.Min(MatrixBlocks.Depth, _depth - k);
                bool isLast = k + depth == _depth;
                float* at = partial;
                PackLeft(packedLeft, firstRow, endRow, k, depth);
                for (nint column = firstColumn; column < endColumn; column += PanelWidth)
                {
                    int width = (int)Math.Min(PanelWidth, endColumn - column);
                    float* right = RightPanel(column, width, k, out nint rightDepth);
                    for (nint row = firstRow; row < endRow; row += TTile.Rows)
                    {
                        int height = (int)Math.Min(TTile.Rows, endRow - row);
                        float* left = LeftPanel(packedLeft, firstRow, row, k, depth, out nint leftRow, out nint leftDepth);
                        TTile.Multiply<TLane>(left, leftRow, leftDepth, right, rightDepth, depth, at, k > 0);
                        if (isLast)
                        {
                            Finish(*_epilogue, at, row, column, height, width);
                        }

                        at += partialStep;
                    }
                }

                k += depth;
            }
            while (k < _depth);
        }

        /// <summary>Hands finished sums to the epilogue.</summary>
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Finish(TEpilogue epilogue, float* sums, nint row, nint column, int height, int width)
        {
            for (int i = 0; i < height; i++)
            {
                int j = 0;
                for (; j <= width - TLane.Width; j += TLane.Width)
                {
                    epilogue.Store(TLane.Load(sums + j), row + i, column + j);
                }

                for (; j < width; j++)
                {
                    epilogue.Store(Lane1.Load(sums + j), row + i, column + j);
                }

                sums += PanelWidth;
            }
        }

        private static nint RoundUp(nint length, nint unit) => (length + unit - 1) / unit * unit;

        /// <summary>Cuts a length into parts of nearly equal size, at most <paramref name="most"/>, in whole units.</summary>
        private static nint Even(nint length, nint most, nint unit)
        {
            nint parts = (length + most - 1) / most;
            return RoundUp((length + parts - 1) / parts, unit);
        }
    }
}
