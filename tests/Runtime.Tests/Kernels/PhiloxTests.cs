using Compiled.Kernels;

namespace Compiled.Runtime.Tests.Kernels;

public unsafe class PhiloxTests
{
    /// <summary>The known answers for philox4x32 with 10 rounds of Random123 (examples/kat_vectors): counter, key, result.</summary>
    [Theory]
    [InlineData(0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x00000000u, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0xffffffffu, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x243f6a88u, 0x85a308d3u, 0x13198a2eu, 0x03707344u, 0xa4093822u, 0x299f31d0u, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void KnownAnswers(uint c0, uint c1, uint c2, uint c3, uint k0, uint k1, uint r0, uint r1, uint r2, uint r3)
    {
        uint* words = stackalloc uint[4];
        Philox.Block(c0, c1, c2, c3, k0 | ((ulong)k1 << 32), words);
        Assert.Equal([r0, r1, r2, r3], [words[0], words[1], words[2], words[3]]);
    }

    [Fact]
    public void ArraysHoldWhatSingleElementsAre()
    {
        const ulong Seed = 0x123456789abcdef0;
        const ulong Step = 0x1122334455667788;
        foreach (int count in new[] { 1, 2, 3, 5, 16, 33, 255, 256, 257, 1000, 100_003 })
        {
            float[] uniform = Numbers(false, count, Seed, Step, 9, 1);
            float[] normal = Numbers(true, count, Seed, Step, 9, 1);
            for (int i = 0; i < count; i += 1 + (count / 500))
            {
                Assert.Equal(Philox.UniformAt(Seed, Step, 9, i), uniform[i]);
                Assert.Equal(Philox.NormalAt(Seed, Step, 9, i), normal[i]);
            }
        }
    }

    [Fact]
    public void ThreadsDoNotChangeTheNumbers()
    {
        foreach (bool isNormal in new[] { false, true })
        {
            float[] one = Numbers(isNormal, 200_003, 1, 2, 3, 1);
            Sequences.AssertSameBits(one, Numbers(isNormal, 200_003, 1, 2, 3, 2));
            Sequences.AssertSameBits(one, Numbers(isNormal, 200_003, 1, 2, 3, 3));
        }
    }

    [Fact]
    public void MomentsAreThoseOfTheDistributions()
    {
        const int Count = 1 << 18;
        float[] uniform = Numbers(false, Count, 42, 0, 0, 1);
        float[] normal = Numbers(true, Count, 42, 0, 0, 1);
        Assert.InRange(uniform.Min(), 0f, 1e-4f);
        Assert.InRange(uniform.Max(), 0.9999f, 1f - 5e-8f);

        // Five standard errors of each mean.
        Assert.Equal(0.5, uniform.Average(v => (double)v), 5 * Math.Sqrt(1 / 12.0 / Count));
        Assert.Equal(1 / 3.0, uniform.Average(v => (double)v * v), 5 * Math.Sqrt(4 / 45.0 / Count));
        Assert.Equal(0, normal.Average(v => (double)v), 5 * Math.Sqrt(1.0 / Count));
        Assert.Equal(1, normal.Average(v => (double)v * v), 5 * Math.Sqrt(2.0 / Count));
        Assert.Equal(3, normal.Average(v => Math.Pow(v, 4)), 5 * Math.Sqrt(96.0 / Count));
        Assert.Equal(0, normal.Zip(normal.Skip(1), (a, b) => (double)a * b).Average(), 5 * Math.Sqrt(1.0 / Count));
    }

    [Fact]
    public void SeedStepAndStreamEachChangeTheNumbers()
    {
        float[] numbers = Numbers(false, 64, 1, 1, 1, 1);
        Assert.NotEqual(numbers, Numbers(false, 64, 2, 1, 1, 1));
        Assert.NotEqual(numbers, Numbers(false, 64, 1UL << 40, 1, 1, 1));
        Assert.NotEqual(numbers, Numbers(false, 64, 1, 2, 1, 1));
        Assert.NotEqual(numbers, Numbers(false, 64, 1, 1UL << 40, 1, 1));
        Assert.NotEqual(numbers, Numbers(false, 64, 1, 1, 2, 1));
    }

    [Fact]
    public void GeneratorsAllocateNothing()
    {
        var numbers = new float[100_000];
        using var workers = new Workers(2);
        Allocation.AssertNone(() =>
        {
            fixed (float* address = numbers)
            {
                Philox.Uniform(address, 100_000, 1, 2, 3, workers);
                Philox.Normal(address, 100_000, 1, 2, 3, workers);
            }
        });
    }

    private static float[] Numbers(bool isNormal, int count, ulong seed, ulong step, uint stream, int threads)
    {
        using var workers = new Workers(threads);
        var numbers = new float[count];
        fixed (float* address = numbers)
        {
            if (isNormal)
            {
                Philox.Normal(address, count, seed, step, stream, workers);
            }
            else
            {
                Philox.Uniform(address, count, seed, step, stream, workers);
            }
        }

        return numbers;
    }
}
