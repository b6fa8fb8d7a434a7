using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Kernels;

/// <summary>One row times a matrix in memory that is narrow or lies transposed; <see cref="WideProduct{TEpilogue, TLane}"/> has the others.</summary>
internal readonly unsafe struct MatrixRow<TEpilogue, TLane>(
    TEpilogue* epilogue, float* left, float* right, nint columns, nint depth, bool transposeRight)
    where TEpilogue : unmanaged, IEpilogue
    where TLane : struct, ILane<TLane>
{
    private readonly TEpilogue* _epilogue = epilogue;
    private readonly float* _left = left;
    private readonly float* _right = right;
    private readonly nint _columns = columns;
    private readonly nint _depth = depth;
    private readonly bool _transposeRight = transposeRight;

    /// <summary>A row times a matrix: the matrix is read once, where it lies; lanes run along the columns of the product.</summary>
    public void Run(Workers workers)
    {
        if (workers.Shares(MatrixBlocks.Operations((double)_columns * _depth)))
        {
            nint columns = MatrixBlocks.SharedRowColumns(1, _columns, workers.Count);
            var work = new RowWork(this, columns);
            workers.Run(ref work, checked((int)((_columns + columns - 1) / columns)));
        }
        else
        {
            MultiplyRow(*_epilogue, 0, _columns);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    private void MultiplyRow(TEpilogue epilogue, nint column, nint endColumn)
    {
        if (_transposeRight)
        {
            MultiplyTransposed(epilogue, column, endColumn);
            return;
        }

        while (column <= endColumn - TLane.Width)
        {
            column = MultiplyLanes<TLane>(epilogue, column, endColumn);
        }

        if (column <= endColumn - Lane256.Width && TLane.Width > Lane256.Width)
        {
            column = MultiplyLanes<Lane256>(epilogue, column, endColumn);
        }

        if (column <= endColumn - Lane128.Width)
        {
            column = MultiplyLanes<Lane128>(epilogue, column, endColumn);
        }

        while (column < endColumn)
        {
            column = MultiplyLanes<Lane1>(epilogue, column, endColumn);
        }
    }

    /// <summary>Multiplies as many columns as their sums find registers; the sums of each block of the depth are added in order.</summary>
    /// <returns>The first column behind those that were multiplied.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    [SkipLocalsInit]
    private nint MultiplyLanes<T>(TEpilogue epilogue, nint column, nint endColumn)
        where T : struct, ILane<T>
    {
        nint lanes = (endColumn - column) / T.Width;
        lanes = lanes >= RowSums.MostLanes ? RowSums.MostLanes : lanes >= 4 ? 4 : 1;
        float* totals = stackalloc float[2 * RowSums.MostLanes * Lane512.Width];
        SumBlock<T>(0, column, lanes, totals);
        for (nint k = MatrixBlocks.Block(_depth); k < _depth; k += MatrixBlocks.Block(_depth - k))
        {
            float* sums = totals + (RowSums.MostLanes * Lane512.Width);
            SumBlock<T>(k, column, lanes, sums);
            for (nint i = 0; i < lanes * T.Width; i += T.Width)
            {
                T.Store(totals + i, T.Add(T.Load(totals + i), T.Load(sums + i)));
            }
        }

        // The epilogue stands once in a loop over sums in memory: the compiler expands an elaborate one a few times only, then calls it.
        for (nint i = 0; i < lanes * T.Width; i += T.Width)
        {
            epilogue.Store(T.Load(totals + i), 0, column + i);
        }

        return column + (lanes * T.Width);
    }

    private void SumBlock<T>(nint k, nint column, nint lanes, float* sums)
        where T : struct, ILane<T>
    {
        var block = new RowBlock(MatrixBlocks.Block(_depth - k), _columns);
        float* left = _left + k, right = _right + (k * _columns) + column;
        if (lanes == RowSums.MostLanes)
        {
            RowSums.Eight<RowBlock, T>(block, left, right, sums);
        }
        else if (lanes == 4)
        {
            RowSums.Four<RowBlock, T>(block, left, right, sums);
        }
        else
        {
            RowSums.One<RowBlock, T>(block, left, right, sums);
        }
    }

    /// <summary>
    /// With the right matrix transposed, four rows of it are turned four by four in registers, so that the order of the sums stays the same.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private void MultiplyTransposed(TEpilogue epilogue, nint column, nint endColumn)
    {
        for (; column <= endColumn - 8; column += 8)
        {
            // What is added to −0 keeps its sign.
            Lane128 total0 = Lane128.Broadcast(-0f), total1 = total0;
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
            float total = -0f;
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

    private readonly struct RowWork(MatrixRow<TEpilogue, TLane> work, nint columns) : ITiledWork
    {
        public void RunTile(int tile, int worker)
        {
            nint first = tile * columns;
            work.MultiplyRow(*work._epilogue, first, Math.Min(work._columns, first + columns));
        }
    }
}
