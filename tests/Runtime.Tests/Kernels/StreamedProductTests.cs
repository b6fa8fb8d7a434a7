using Compiled.Kernels;

namespace Compiled.Runtime.Tests.Kernels;

/// <summary>The product of a sequence's elements, computed for a few at a time, has the bits of one product of all, unless sums are so long that they are cut.</summary>
public unsafe class StreamedProductTests
{
    public static TheoryData<int, int> Sizes => new()
    {
        { 1, 5 }, { 7, 1 }, { 40, 1 }, { 5, 128 }, { 3, 200 },

        // The last piece is shorter: six, five, five and 128 steps go together. A row alone is multiplied another way.
        { 7, 22 }, { 13, 31 }, { 11, 30 }, { 129, 1 }, { 200, 1 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void StepsAreThoseOfOneProduct(int steps, int rows)
    {
        const int Columns = 37, Depth = 19;
        float[] sequence = Sequences.Random(steps * rows * Depth, 1), matrix = Sequences.Random(Depth * Columns, 2), expected = new float[steps * rows * Columns];
        foreach (bool transpose in (bool[])[false, true])
        {
            using var workers = new Workers(2);
            fixed (float* x = sequence, w = matrix, y = expected)
            {
                var epilogue = new StoreEpilogue(y, Columns);
                MatrixProduct.Run(ref epilogue, x, w, steps * rows, Columns, Depth, false, transpose, workers);
                nint[] forward = [.. Enumerable.Range(0, steps)];
                Sequences.AssertSameBits(expected, Streamed(x, w, forward));
                Sequences.AssertSameBits(expected, Streamed(x, w, [.. forward.Reverse()]));
            }

            float[] Streamed(float* x, float* w, nint[] order)
            {
                var actual = new float[expected.Length];
                nint length = StreamedProduct.Length(steps, rows, Columns, Depth);
                Assert.Equal(0, length % 16);
                float* memory = workers.Lasting(length + 16);
                new Span<float>(memory + length, 16).Clear();
                var product = new StreamedProduct(x, w, steps, rows, Columns, Depth, transpose, memory, workers);
                var epilogue = new StoreEpilogue(product.Results, Columns);
                foreach (nint step in order)
                {
                    new Span<float>(product.Step(ref epilogue, step), rows * Columns).CopyTo(actual.AsSpan((int)step * rows * Columns));
                }

                // Nothing behind its memory is touched.
                Assert.False(new Span<float>(memory + length, 16).ContainsAnyExcept(0f));
                return actual;
            }
        }
    }

    [Fact]
    public void StepsAllocateNothing()
    {
        float[] sequence = Sequences.Random(9 * 60 * 8, 1), matrix = Sequences.Random(8 * 16, 2);
        using var workers = new Workers(2);
        Allocation.AssertNone(() =>
        {
            fixed (float* x = sequence, w = matrix)
            {
                var product = new StreamedProduct(x, w, 9, 60, 16, 8, false, workers.Lasting(StreamedProduct.Length(9, 60, 16, 8)), workers);
                var epilogue = new StoreEpilogue(product.Results, 16);
                for (nint step = 0; step < 9; step++)
                {
                    product.Step(ref epilogue, step);
                }
            }
        });
    }
}
