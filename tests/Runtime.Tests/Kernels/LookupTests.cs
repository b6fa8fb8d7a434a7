using Compiled.Kernels;

namespace Compiled.Runtime.Tests.Kernels;

/// <summary>Rows of a table read and added to by their numbers.</summary>
public unsafe class LookupTests
{
    [Fact]
    public void RowsAreCopiedAndSummed()
    {
        foreach (int columns in Sequences.Sizes)
        {
            const int Rows = 5;
            int[] ids = [3, 0, 3, 4, 3];
            float[] table = Sequences.Random(Rows * columns, columns), added = Sequences.Random(ids.Length * columns, columns + 1);
            Assert.Equal(ids.SelectMany(id => table.Skip(id * columns).Take(columns)), Gathered(table, ids, Rows, columns, 1));

            float[] sums = new float[Rows * columns];
            for (int i = 0; i < added.Length; i++)
            {
                sums[(ids[i / columns] * columns) + (i % columns)] += added[i];
            }

            Assert.Equal(sums, Scattered(ids, added, Rows, columns, 1));
        }
    }

    [Fact]
    public void AnIdBeyondTheTableReadsNoNumberAndAddsNothing()
    {
        int[] ids = [-1, 1, 2];
        Assert.Equal([float.NaN, float.NaN, 3, 4, float.NaN, float.NaN], Gathered([1, 2, 3, 4], ids, 2, 2, 1));
        Assert.Equal([0, 0, 7, 8], Scattered(ids, [5, 6, 7, 8, 9, 10], 2, 2, 1));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void ThreadsDoNotChangeTheResult(int threads)
    {
        const int Rows = 100, Columns = 70, Count = 9000;
        int[] ids = [.. Enumerable.Range(0, Count).Select(i => i * 37 % Rows)];
        float[] table = Sequences.Random(Rows * Columns, 1), added = Sequences.Random(Count * Columns, 2);
        Sequences.AssertSameBits(Gathered(table, ids, Rows, Columns, 1), Gathered(table, ids, Rows, Columns, threads));
        Sequences.AssertSameBits(Scattered(ids, added, Rows, Columns, 1), Scattered(ids, added, Rows, Columns, threads));
    }

    /// <summary>A table that is zero but for the rows of the batch before: those are cleared, the new ones summed, and no other is written.</summary>
    [Fact]
    public void RowsOfTheBatchBeforeAreClearedAndNoOtherIsWritten()
    {
        const int Rows = 40, Columns = 3;
        float[] table = new float[Rows * Columns];
        table.AsSpan(20 * Columns, Columns).Fill(float.NaN);
        int[] room = new int[GradientRows.RoomOf(Rows)];
        using var workers = new Workers(1);
        fixed (float* gradients = table)
        fixed (int* numbers = room)
        {
            GradientRows used = new(numbers, (uint*)numbers + Rows);
            Add([33, 1, 33, -1, Rows], gradients, ref used, workers);
            Assert.Equal([33, 1], room[..(int)used.Count]);
            Assert.Equal(2, table[33 * Columns]);
            Add([1, 32, 0], gradients, ref used, workers);
            Assert.Equal([1, 32, 0], room[..(int)used.Count]);

            static void Add(int[] ids, float* gradients, ref GradientRows used, Workers workers)
            {
                float[] ones = [.. Enumerable.Repeat(1f, ids.Length * Columns)];
                fixed (int* first = ids)
                fixed (float* values = ones)
                {
                    ScatterAdd.Run(first, values, gradients, ids.Length, Rows, Columns, ref used, workers);
                }
            }
        }

        Assert.Equal([0, 1, 32], Enumerable.Range(0, Rows).Where(row => table[row * Columns] == 1));
        Assert.Equal([20], Enumerable.Range(0, Rows).Where(row => float.IsNaN(table[row * Columns])));
        Assert.Equal(Rows - 4, Enumerable.Range(0, Rows).Count(row => table[row * Columns] == 0));
    }

    private static float[] Gathered(float[] table, int[] ids, int rows, int columns, int threads)
    {
        float[] y = new float[ids.Length * columns];
        using var workers = new Workers(threads);
        fixed (float* source = table, destination = y)
        fixed (int* numbers = ids)
        {
            Gather.Run(source, numbers, destination, ids.Length, rows, columns, workers);
        }

        return y;
    }

    private static float[] Scattered(int[] ids, float[] values, int rows, int columns, int threads)
    {
        float[] table = new float[rows * columns];
        Array.Fill(table, float.NaN);
        using var workers = new Workers(threads);
        fixed (float* source = values, destination = table)
        fixed (int* numbers = ids)
        {
            ScatterAdd.Run(numbers, source, destination, ids.Length, rows, columns, workers);
        }

        return table;
    }
}
