using Compiled.Kernels;

namespace Compiled.Runtime.Tests.Kernels;

public unsafe class MovementTests
{
    [Theory]
    [InlineData(new[] { 129, 33 }, new[] { 1, 0 })]
    [InlineData(new[] { 5 }, new[] { 0 })]
    [InlineData(new[] { 2, 3, 5 }, new[] { 0, 1, 2 })]
    [InlineData(new[] { 2, 3, 5 }, new[] { 2, 1, 0 })]
    [InlineData(new[] { 2, 3, 5 }, new[] { 1, 2, 0 })]
    [InlineData(new[] { 2, 3, 17 }, new[] { 1, 0, 2 })]
    [InlineData(new[] { 4, 1, 3, 5 }, new[] { 3, 1, 0, 2 })]
    [InlineData(new[] { 4, 7, 3, 5 }, new[] { 0, 3, 1, 2 })]
    [InlineData(new[] { 4, 7, 3, 5 }, new[] { 2, 0, 3, 1 })]
    [InlineData(new[] { 2, 3, 2, 3, 2 }, new[] { 4, 2, 0, 3, 1 })]
    [InlineData(new[] { 3, 400, 300 }, new[] { 0, 2, 1 })]
    [InlineData(new[] { 1000, 17, 9 }, new[] { 2, 1, 0 })]
    [InlineData(new[] { 3, 0, 2 }, new[] { 2, 1, 0 })]
    public void TransposeMovesEachElement(int[] shape, int[] permutation)
    {
        int count = shape.Aggregate(1, (product, length) => product * length);
        float[] x = [.. Enumerable.Range(0, count).Select(i => (float)i)];
        var expected = new float[count];
        for (int i = 0; i < count; i++)
        {
            var index = new int[shape.Length];
            for (int axis = shape.Length - 1, rest = i; axis >= 0; axis--)
            {
                index[axis] = rest % shape[axis];
                rest /= shape[axis];
            }

            int at = 0;
            foreach (int axis in permutation)
            {
                at = (at * shape[axis]) + index[axis];
            }

            expected[at] = x[i];
        }

        foreach (int threads in new[] { 1, 2, 3 })
        {
            using var workers = new Workers(threads);
            var y = new float[count];
            fixed (float* source = x, destination = y)
            {
                Movement.Transpose(source, destination, [.. shape.Select(length => (nint)length)], [.. permutation.Select(axis => (byte)axis)], workers);
            }

            Assert.Equal(expected, y);
        }
    }

    [Fact]
    public void TransposeRefusesWhatIsNoPermutation()
    {
        using var workers = new Workers(1);
        Assert.Throws<ArgumentException>(() => Movement.Transpose(null, null, [2, 2], [0, 0], workers));
        Assert.Throws<ArgumentException>(() => Movement.Transpose(null, null, [2, 2], [0, 2], workers));
        Assert.Throws<ArgumentException>(() => Movement.Transpose(null, null, [2, 2], [0], workers));
    }

    [Theory]
    [InlineData(7, 3)]
    [InlineData(4, 4)]
    [InlineData(4, 7)]
    [InlineData(3, 9)]
    [InlineData(3, 13)]
    [InlineData(5, 16)]
    [InlineData(2, 17)]
    [InlineData(2, 31)]
    [InlineData(2, 5000)]
    [InlineData(1, 300_000)]
    [InlineData(3000, 100)]
    public void CopyBlocksLeavesTheRestAlone(int rows, int columns)
    {
        int sourceStride = columns + 3;
        int destinationStride = columns + 5;
        float[] x = Sequences.Random(rows * sourceStride, 1);
        foreach (int threads in new[] { 1, 2 })
        {
            using var workers = new Workers(threads);
            var y = new float[rows * destinationStride];
            fixed (float* source = x, destination = y)
            {
                Movement.CopyBlocks(source, sourceStride, destination + 2, destinationStride, rows, columns, workers);
            }

            for (int row = 0; row < rows; row++)
            {
                Assert.False(y.AsSpan(row * destinationStride, 2).ContainsAnyExcept(0f));
                Assert.True(x.AsSpan(row * sourceStride, columns).SequenceEqual(y.AsSpan((row * destinationStride) + 2, columns)));
                Assert.False(y.AsSpan((row * destinationStride) + 2 + columns, 3).ContainsAnyExcept(0f));
            }
        }
    }

    [Fact]
    public void MovementsAllocateNothing()
    {
        float[] x = Sequences.Random(300_000, 1);
        var y = new float[300_000];
        nint[] shape = [3, 250, 400];
        byte[] permutation = [2, 0, 1];
        using var workers = new Workers(2);
        Allocation.AssertNone(() =>
        {
            fixed (float* source = x, destination = y)
            {
                Movement.Transpose(source, destination, shape, permutation, workers);
                Movement.CopyBlocks(source, 400, destination, 400, 750, 300, workers);
                Movement.Fill(destination, 300_000, 1f);
            }
        });
        Assert.Equal(1f, y[299_999]);
    }
}
