using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Kernels;

/// <summary>One row times a matrix in memory.</summary>
internal readonly unsafe struct MatrixRow<TEpilogue, TLane>(
    TEpilogue* epilogue, float* left, float* right, nint columns, nint depth, bool transposeRight)
    where TEpilogue : unmanaged, IEpilogue
    where TLane : struct, ILane<TLane>
{
    // Columns of one tile.
    private const int TileColumns = 512;

    // Lanes summed at once.
    private const int MostLanes = 8;

    private readonly TEpilogue* _epilogue = epilogue;
    private readonly float* _left = left;
    private readonly float* _right = right;
    private readonly nint _columns = columns;
    private readonly nint _depth = depth;
    private readonly bool _transposeRight = transposeRight;

    /// <summary>A row times a matrix: the matrix is read once, where it lies; lanes run along the columns of the product.</summary>
    public void Run(Workers workers)
    {
        if (workers.Count > 1 && (double)_columns * _depth >= MatrixBlocks.ThreadThreshold)
        {
            var work = new RowWork(this);
            workers.Run(ref work, checked((int)((_columns + TileColumns - 1) / TileColumns)));
        }
        else
        {
            MultiplyRow(*_epilogue, 0, _columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private void MultiplyRow(TEpilogue epilogue, nint column, nint endColumn)
    {
        if (_transposeRight)
        {
            MultiplyTransposed(epilogue, column, endColumn);
            return;
        }

        while (endColumn - column >= WideRow.LeastColumns)
        {
            column = MultiplyWide(epilogue, column, endColumn);
        }

        // The epilogue stands once in a loop over sums in memory: the compiler expands an elaborate one a few times only, then calls it.
        float* sums = stackalloc float[MostLanes * Lane512.Width];
        while (column <= endColumn - TLane.Width)
        {
            nint lanes = Math.Min((endColumn - column) / TLane.Width, MostLanes);
            if (lanes == MostLanes)
            {
                SumEight(column, sums);
            }
            else if (lanes >= 4)
            {
                SumFour(column, sums);
                lanes = 4;
            }
            else
            {
                TLane.Store(sums, SumColumns<TLane>(column));
                lanes = 1;
            }

            for (nint i = 0; i < lanes * TLane.Width; i += TLane.Width)
            {
                epilogue.Store(TLane.Load(sums + i), 0, column + i);
            }

            column += lanes * TLane.Width;
        }

        for (; column < endColumn; column++)
        {
            epilogue.Store(SumColumns<Lane1>(column), 0, column);
        }
    }

    /// <returns>The first column behind those that were multiplied.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    [SkipLocalsInit]
    private nint MultiplyWide(TEpilogue epilogue, nint column, nint endColumn)
    {
        nint columns = Math.Min((endColumn - column) / TLane.Width * TLane.Width, WideRow.MostColumns);
        float* sums = stackalloc float[2 * WideRow.MostColumns];
        WideRow.Sum<TLane>(_left, _right + column, _columns, columns, _depth, sums + WideRow.MostColumns, sums);
        for (nint i = 0; i < columns; i += TLane.Width)
        {
            epilogue.Store(TLane.Load(sums + i), 0, column + i);
        }

        return column + columns;
    }

    /// <summary>As many sums as keep two units for multiply-adds busy while each waits for the one before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumEight(nint column, float* sums)
    {
        TLane total0 = TLane.Broadcast(0f), total1 = total0, total2 = total0, total3 = total0;
        TLane total4 = total0, total5 = total0, total6 = total0, total7 = total0;
        float* right = _right + column;
        nint k = 0;
        do
        {
            TLane sum0 = TLane.Broadcast(0f), sum1 = sum0, sum2 = sum0, sum3 = sum0, sum4 = sum0, sum5 = sum0, sum6 = sum0, sum7 = sum0;
            for (nint end = k + MatrixBlocks.Block(_depth - k); k < end; k++)
            {
                var left = TLane.Broadcast(_left[k]);
                sum0 = TLane.MultiplyAddFrom(left, right, sum0);
                sum1 = TLane.MultiplyAddFrom(left, right + TLane.Width, sum1);
                sum2 = TLane.MultiplyAddFrom(left, right + (2 * TLane.Width), sum2);
                sum3 = TLane.MultiplyAddFrom(left, right + (3 * TLane.Width), sum3);
                sum4 = TLane.MultiplyAddFrom(left, right + (4 * TLane.Width), sum4);
                sum5 = TLane.MultiplyAddFrom(left, right + (5 * TLane.Width), sum5);
                sum6 = TLane.MultiplyAddFrom(left, right + (6 * TLane.Width), sum6);
                sum7 = TLane.MultiplyAddFrom(left, right + (7 * TLane.Width), sum7);
                right += _columns;
            }

            total0 = TLane.Add(total0, sum0);
            total1 = TLane.Add(total1, sum1);
            total2 = TLane.Add(total2, sum2);
            total3 = TLane.Add(total3, sum3);
            total4 = TLane.Add(total4, sum4);
            total5 = TLane.Add(total5, sum5);
            total6 = TLane.Add(total6, sum6);
            total7 = TLane.Add(total7, sum7);
        }
        while (k < _depth);
        TLane.Store(sums, total0);
        TLane.Store(sums + TLane.Width, total1);
        TLane.Store(sums + (2 * TLane.Width), total2);
        TLane.Store(sums + (3 * TLane.Width), total3);
        TLane.Store(sums + (4 * TLane.Width), total4);
        TLane.Store(sums + (5 * TLane.Width), total5);
        TLane.Store(sums + (6 * TLane.Width), total6);
        TLane.Store(sums + (7 * TLane.Width), total7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SumFour(nint column, float* sums)
    {
        TLane total0 = TLane.Broadcast(0f), total1 = total0, total2 = total0, total3 = total0;
        float* right = _right + column;
        nint k = 0;
        do
        {
            TLane sum0 = TLane.Broadcast(0f), sum1 = sum0, sum2 = sum0, sum3 = sum0;
            for (nint end = k + MatrixBlocks.Block(_depth - k); k < end; k++)
            {
                var left = TLane.Broadcast(_left[k]);
                sum0 = TLane.MultiplyAddFrom(left, right, sum0);
                sum1 = TLane.MultiplyAddFrom(left, right + TLane.Width, sum1);
                sum2 = TLane.MultiplyAddFrom(left, right + (2 * TLane.Width), sum2);
                sum3 = TLane.MultiplyAddFrom(left, right + (3 * TLane.Width), sum3);
                right += _columns;
            }

            total0 = TLane.Add(total0, sum0);
            total1 = TLane.Add(total1, sum1);
            total2 = TLane.Add(total2, sum2);
            total3 = TLane.Add(total3, sum3);
        }
        while (k < _depth);
        TLane.Store(sums, total0);
        TLane.Store(sums + TLane.Width, total1);
        TLane.Store(sums + (2 * TLane.Width), total2);
        TLane.Store(sums + (3 * TLane.Width), total3);
    }

    /// <summary>
    /// With the right matrix transposed, four rows of it are turned four by four in registers, so that the order of the sums stays the same.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MultiplyTransposed(TEpilogue epilogue, nint column, nint endColumn)
    {
        for (; column <= endColumn - 8; column += 8)
        {
            Lane128 total0 = Lane128.Broadcast(0f), total1 = total0;
            float* first = _right + (column * _depth);
            float* second = first + (4 * _depth);
            nint k = 0;
            do
            {
                Lane128 sum0 = Lane128.Broadcast(0f), sum1 = sum0;
                nint end = k + MatrixBlocks.Block(_depth - k);
                for (; k <= end - 4; k += 4)
                {
                    AddFour(first + k, _left + k, ref sum0);
                    AddFour(second + k, _left + k, ref sum1);
                }

                for (; k < end; k++)
                {
                    var left = Lane128.Broadcast(_left[k]);
                    sum0 = Lane128.MultiplyAdd(left, Gather(first + k), sum0);
                    sum1 = Lane128.MultiplyAdd(left, Gather(second + k), sum1);
                }

                total0 = Lane128.Add(total0, sum0);
                total1 = Lane128.Add(total1, sum1);
            }
            while (k < _depth);
            epilogue.Store(total0, 0, column);
            epilogue.Store(total1, 0, column + 4);
        }

        for (; column < endColumn; column++)
        {
            float* right = _right + (column * _depth);
            float total = 0f;
            nint k = 0;
            do
            {
                var sum = new Lane1(0f);
                for (nint end = k + MatrixBlocks.Block(_depth - k); k < end; k++)
                {
                    sum = Lane1.MultiplyAdd(new Lane1(_left[k]), new Lane1(right[k]), sum);
                }

                total += sum.Value;
            }
            while (k < _depth);
            epilogue.Store(new Lane1(total), 0, column);
        }
    }

    /// <summary>Adds four products to the sums of four columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddFour(float* right, float* left, ref Lane128 sum)
    {
        var a = Vector128.Load(right);
        var b = Vector128.Load(right + _depth);
        var c = Vector128.Load(right + (2 * _depth));
        var d = Vector128.Load(right + (3 * _depth));
        Registers.Transpose(ref a, ref b, ref c, ref d);
        sum = Lane128.MultiplyAdd(Lane128.Broadcast(left[0]), new Lane128(a), sum);
        sum = Lane128.MultiplyAdd(Lane128.Broadcast(left[1]), new Lane128(b), sum);
        sum = Lane128.MultiplyAdd(Lane128.Broadcast(left[2]), new Lane128(c), sum);
        sum = Lane128.MultiplyAdd(Lane128.Broadcast(left[3]), new Lane128(d), sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Lane128 Gather(float* right)
        => new(Vector128.Create(right[0], right[_depth], right[2 * _depth], right[3 * _depth]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T SumColumns<T>(nint column)
        where T : struct, ILane<T>
    {
        var total = T.Broadcast(0f);
        float* right = _right + column;
        nint k = 0;
        do
        {
            var sum = T.Broadcast(0f);
            for (nint end = k + MatrixBlocks.Block(_depth - k); k < end; k++)
            {
                sum = T.MultiplyAddFrom(T.Broadcast(_left[k]), right, sum);
                right += _columns;
            }

            total = T.Add(total, sum);
        }
        while (k < _depth);
        return total;
    }

    private readonly struct RowWork(MatrixRow<TEpilogue, TLane> work) : ITiledWork
    {
        public void RunTile(int tile, int worker)
        {
            nint first = (nint)tile * TileColumns;
            work.MultiplyRow(*work._epilogue, first, Math.Min(work._columns, first + TileColumns));
        }
    }
}
