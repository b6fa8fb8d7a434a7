namespace Compiled.Kernels;

public static unsafe partial class Movement
{
    private const int TransposeTile = 32;

    /// <summary>Permutes the axes: axis <c>i</c> of the result is axis <c>permutation[i]</c> of the source.</summary>
    /// <param name="x">The source, row-major.</param>
    /// <param name="y">The result, row-major; does not overlap the source.</param>
    /// <param name="shape">The lengths of the source.</param>
    /// <param name="permutation">Each axis once. As bytes, since constants of any other size allocate a handle until their code is optimized.</param>
    /// <param name="workers">The threads.</param>
    /// <exception cref="ArgumentException">The permutation does not name each axis once.</exception>
    public static void Transpose(float* x, float* y, ReadOnlySpan<nint> shape, ReadOnlySpan<byte> permutation, Workers workers)
    {
        if (shape.Length != permutation.Length)
        {
            throw new ArgumentException($"The permutation names {permutation.Length} axes of {shape.Length}.", nameof(permutation));
        }

        // Axes of length 1 go, and axes that stay neighbours become one.
        int rank = 0;
        Span<nint> lengths = stackalloc nint[shape.Length];
        Span<nint> strides = stackalloc nint[shape.Length];
        Span<nint> sourceStrides = stackalloc nint[shape.Length];
        nint count = 1;
        ulong seen = 0;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            sourceStrides[axis] = count;
            count *= shape[axis];
        }

        for (int i = 0; i < permutation.Length; i++)
        {
            int axis = permutation[i];
            if ((uint)axis >= (uint)shape.Length || (seen & (1UL << axis)) != 0)
            {
                throw new ArgumentException($"The permutation names axis {axis} of {shape.Length}, or names it twice.", nameof(permutation));
            }

            seen |= 1UL << axis;
            if (shape[axis] == 1)
            {
                continue;
            }

            if (rank > 0 && strides[rank - 1] == sourceStrides[axis] * shape[axis])
            {
                lengths[rank - 1] *= shape[axis];
                strides[rank - 1] = sourceStrides[axis];
            }
            else
            {
                lengths[rank] = shape[axis];
                strides[rank++] = sourceStrides[axis];
            }
        }

        if (count == 0)
        {
            return;
        }

        if (rank < 2)
        {
            CopyBlocks(x, count, y, count, 1, count, workers);
            return;
        }

        fixed (nint* lengthsAddress = lengths)
        fixed (nint* stridesAddress = strides)
        {
            // The result is planes over its last axis and the one that is innermost in the source.
            int inner = rank - 1;
            for (int axis = 0; axis < rank - 1 && strides[rank - 1] != 1; axis++)
            {
                inner = strides[axis] == 1 ? axis : inner;
            }

            var work = new TransposeWork(x, y, lengthsAddress, stridesAddress, rank, inner);
            int planes = checked((int)(count / work.PlaneLength));
            if (!workers.Shares(2d * count))
            {
                work.RunPlanes(0, planes, 0, work.PlaneRows);
            }
            else
            {
                workers.Run(ref work, work.Cut(planes));
            }
        }
    }

    private struct TransposeWork : ITiledWork
    {
        private readonly float* _x;
        private readonly float* _y;
        private readonly nint* _lengths;
        private readonly nint* _strides;
        private readonly int _rank;
        private readonly int _inner;
        private readonly nint _innerStride;
        private nint _planes;
        private nint _planesPerTile;
        private nint _rowsPerTile;
        private nint _tilesPerPlane;

        public TransposeWork(float* x, float* y, nint* lengths, nint* strides, int rank, int inner)
        {
            _x = x;
            _y = y;
            _lengths = lengths;
            _strides = strides;
            _rank = rank;
            _inner = inner == rank - 1 ? rank - 2 : inner;
            _innerStride = 1;
            for (int axis = _inner + 1; axis < rank; axis++)
            {
                _innerStride *= lengths[axis];
            }

            PlaneRows = lengths[_inner];
            PlaneLength = PlaneRows * lengths[rank - 1];
        }

        public nint PlaneRows { get; }

        public nint PlaneLength { get; }

        /// <summary>The number of tiles: some planes each, or some rows of one plane.</summary>
        public int Cut(int planes)
        {
            const int TileElements = 1 << 15;
            _planes = planes;
            _planesPerTile = Math.Max(1, TileElements / PlaneLength);
            _rowsPerTile = PlaneLength <= TileElements
                ? PlaneRows
                : Math.Max(TransposeTile, TileElements / _lengths[_rank - 1] / TransposeTile * TransposeTile);
            _tilesPerPlane = (PlaneRows + _rowsPerTile - 1) / _rowsPerTile;
            return checked((int)((planes + _planesPerTile - 1) / _planesPerTile * _tilesPerPlane));
        }

        public readonly void RunTile(int tile, int worker)
        {
            nint firstPlane = tile / _tilesPerPlane * _planesPerTile;
            nint firstRow = tile % _tilesPerPlane * _rowsPerTile;
            RunPlanes(
                firstPlane,
                Math.Min(_planes, firstPlane + _planesPerTile),
                firstRow,
                Math.Min(PlaneRows, firstRow + _rowsPerTile));
        }

        public readonly void RunPlanes(nint firstPlane, nint endPlane, nint firstRow, nint endRow)
        {
            for (nint plane = firstPlane; plane < endPlane; plane++)
            {
                nint rest = plane;
                nint from = 0;
                nint to = 0;
                nint stride = 1;
                for (int axis = _rank - 1; axis >= 0; axis--)
                {
                    if (axis != _inner && axis != _rank - 1)
                    {
                        nint index = rest % _lengths[axis];
                        rest /= _lengths[axis];
                        from += index * _strides[axis];
                        to += index * stride;
                    }

                    stride *= _lengths[axis];
                }

                RunPlane(_x + from, _y + to, firstRow, endRow);
            }
        }

        private readonly void RunPlane(float* from, float* to, nint firstRow, nint endRow)
        {
            nint columns = _lengths[_rank - 1];
            nint rowStride = _strides[_inner];
            nint columnStride = _strides[_rank - 1];
            if (columnStride == 1)
            {
                new Blocks(from, rowStride, to, _innerStride).Run(firstRow, endRow, 0, columns);
                return;
            }

            // Small squares, so that the cache lines of both sides are used whole.
            for (nint row = firstRow; row < endRow; row += TransposeTile)
            {
                nint rowEnd = Math.Min(endRow, row + TransposeTile);
                for (nint column = 0; column < columns; column += TransposeTile)
                {
                    nint columnEnd = Math.Min(columns, column + TransposeTile);
                    for (nint r = row; r < rowEnd; r++)
                    {
                        float* source = from + (r * rowStride);
                        float* destination = to + (r * _innerStride);
                        for (nint c = column; c < columnEnd; c++)
                        {
                            destination[c] = source[c * columnStride];
                        }
                    }
                }
            }
        }
    }
}
