using Compiled.Kernels;

namespace Compiled;

/// <summary>Random numbers one after the other from Philox4x32-10 (Salmon et al. 2011): a seed, a stream and an epoch decide all of them.</summary>
internal struct RandomSequence(ulong seed, uint stream, uint epoch = 0)
{
    // The upper half of a training step that is never reached, so that data and models never share numbers.
    private const uint DataDomain = 0x44617461;
    private uint _counter;
    private int _left;
    private uint _x0, _x1, _x2, _x3;

    /// <summary>32 random bits.</summary>
    public uint Next()
    {
        if (_left == 0)
        {
            Advance();
            _left = 4;
        }

        return _left-- switch
        {
            4 => _x0,
            3 => _x1,
            2 => _x2,
            _ => _x3,
        };
    }

    /// <summary>Uniform in [0, <paramref name="bound"/>), without bias (Lemire 2019).</summary>
    public int Below(int bound)
    {
        ulong product = (ulong)Next() * (uint)bound;
        if ((uint)product < (uint)bound)
        {
            uint threshold = (0u - (uint)bound) % (uint)bound;
            while ((uint)product < threshold)
            {
                product = (ulong)Next() * (uint)bound;
            }
        }

        return (int)(product >> 32);
    }

    /// <summary>Uniform in [0, 1), 24 bits.</summary>
    public float Uniform() => (Next() >> 8) * (1f / (1 << 24));

    /// <summary>Uniform in [0, 1), 53 bits.</summary>
    public double UniformDouble() => (((ulong)(Next() >> 5) << 26) | (Next() >> 6)) * (1d / (1UL << 53));

    /// <summary>Uniform between two bounds.</summary>
    public float Uniform(float minimum, float maximum) => minimum + ((maximum - minimum) * Uniform());

    /// <summary>Fisher and Yates's shuffle.</summary>
    public void Shuffle(Span<int> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int other = Below(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    private unsafe void Advance()
    {
        uint* words = stackalloc uint[4];
        Philox.Block(_counter++, stream, epoch, DataDomain, seed, words);
        (_x0, _x1, _x2, _x3) = (words[0], words[1], words[2], words[3]);
    }
}
