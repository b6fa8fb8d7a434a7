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
        float[] samples = Sequences.Random(steps * rows * Depth, 1), matrix = Sequences.Random(Depth * Columns, 2), expected = new float[steps * rows * Columns];
        float[] sequence = InOrderOfSteps(samples, steps, rows, Depth);
        foreach (bool transpose in (bool[])[false, true])
        {
            using var workers = new Workers(2);
            fixed (float* x = sequence, xs = samples, w = matrix, y = expected)
            {
                var epilogue = new StoreEpilogue(y, Columns);
                MatrixProduct.Run(ref epilogue, x, w, steps * rows, Columns, Depth, false, transpose, workers);
                AssertStreamed(new StepSequence(x, steps, rows, Depth), w);
                AssertStreamed(new SampleSequence(xs, steps, rows, Depth), w);

                // The samples are a table, whose rows are named in order.
                int[] ids = [.. Enumerable.Range(0, steps * rows)];
                fixed (int* first = ids)
                {
                    AssertStreamed(new TableSequence(xs, first, ids.Length, steps, rows, Depth), w);
                }
            }

            void AssertStreamed<TSequence>(TSequence sequence, float* w)
                where TSequence : struct, ISequence
            {
                nint[] forward = [.. Enumerable.Range(0, steps)];
                Sequences.AssertSameBits(expected, Streamed(sequence, w, forward));
                Sequences.AssertSameBits(expected, Streamed(sequence, w, [.. forward.Reverse()]));
            }

            float[] Streamed<TSequence>(TSequence sequence, float* w, nint[] order)
                where TSequence : struct, ISequence
            {
                var actual = new float[expected.Length];
                nint length = StreamedProduct<TSequence>.Length(steps, rows, Columns, Depth);
                Assert.Equal(0, length % 16);
                float* memory = workers.Lasting(length + 16);
                new Span<float>(memory + length, 16).Clear();
                var product = new StreamedProduct<TSequence>(sequence, w, Columns, transpose, memory, workers);
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
                nint length = StreamedProduct<SampleSequence>.Length(9, 60, 16, 8);
                var product = new StreamedProduct<SampleSequence>(new(x, 9, 60, 8), w, 16, false, workers.Lasting(length), workers);
                var epilogue = new StoreEpilogue(product.Results, 16);
                for (nint step = 0; step < 9; step++)
                {
                    product.Step(ref epilogue, step);
                }
            }
        });
    }

    private static float[] InOrderOfSteps(float[] samples, int steps, int rows, int depth)
    {
        float[] sequence = new float[samples.Length];
        for (int i = 0; i < steps * rows; i++)
        {
            (int step, int row) = (i / rows, i % rows);
            samples.AsSpan(((row * steps) + step) * depth, depth).CopyTo(sequence.AsSpan(i * depth));
        }

        return sequence;
    }
}
