using System.Runtime.CompilerServices;

namespace Compiled.Kernels;

/// <summary>Sums of rows by their numbers: the gradient of <see cref="Gather"/>.</summary>
public static unsafe class ScatterAdd
{
    // A cache line: threads share the work by columns, so that every sum has one order and one owner.
    private const nint LeastColumns = 16;

    /// <summary>Fills the table with zeros, then adds to the row of each id its values, in the order of the ids; an id outside [0, rows) adds nothing.</summary>
    /// <param name="ids">The numbers of rows.</param>
    /// <param name="values">count × columns.</param>
    /// <param name="table">rows × columns.</param>
    /// <param name="count">The number of ids.</param>
    /// <param name="rows">The length of the table.</param>
    /// <param name="columns">The length of a row.</param>
    /// <param name="workers">The threads.</param>
    public static void Run(int* ids, float* values, float* table, nint count, nint rows, nint columns, Workers workers)
    {
        Movement.Fill(table, rows * columns, 0f);
        Add(ids, values, table, count, rows, columns, workers);
    }

    /// <summary>As the other, of a table that is zero but for the rows of the batch before: no other rows are touched than those and the rows of these ids.</summary>
    /// <param name="ids">The numbers of rows.</param>
    /// <param name="values">count × columns.</param>
    /// <param name="table">rows × columns.</param>
    /// <param name="count">The number of ids.</param>
    /// <param name="rows">The length of the table.</param>
    /// <param name="columns">The length of a row.</param>
    /// <param name="used">The rows that are not zero: of the batch before, then of this one.</param>
    /// <param name="workers">The threads.</param>
    public static void Run(int* ids, float* values, float* table, nint count, nint rows, nint columns, ref GradientRows used, Workers workers)
    {
        used.Replace(table, columns, ids, count, rows);
        Add(ids, values, table, count, rows, columns, workers);
    }

    private static void Add(int* ids, float* values, float* table, nint count, nint rows, nint columns, Workers workers)
    {
        int tiles = !workers.Shares((double)count * columns) ? 1 : (int)Math.Min(workers.Count, Math.Max(1, columns / LeastColumns));
        nint width = (((columns + tiles - 1) / tiles) + LeastColumns - 1) / LeastColumns * LeastColumns;
        var work = new Work(ids, values, table, count, rows, columns, width);
        workers.Run(ref work, (int)((columns + width - 1) / width));
    }

    private readonly struct Work(int* ids, float* values, float* table, nint count, nint rows, nint columns, nint width) : ITiledWork
    {
        public void RunTile(int tile, int worker)
        {
            nint first = tile * width, length = Math.Min(width, columns - first);
            if (Lane512.IsSupported)
            {
                Add<Lane512>(first, length);
            }
            else if (Lane256.IsSupported)
            {
                Add<Lane256>(first, length);
            }
            else
            {
                Add<Lane128>(first, length);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
        private void Add<TLane>(nint first, nint length)
            where TLane : struct, ILane<TLane>
        {
            for (nint i = 0; i < count; i++)
            {
                nint id = ids[i];
                if ((nuint)id >= (nuint)rows)
                {
                    continue;
                }

                float* source = values + (i * columns) + first, destination = table + (id * columns) + first;
                nint k = 0;
                for (; k + TLane.Width <= length; k += TLane.Width)
                {
                    TLane.Store(destination + k, TLane.Add(TLane.Load(destination + k), TLane.Load(source + k)));
                }

                for (; k < length; k++)
                {
                    destination[k] += source[k];
                }
            }
        }
    }
}
