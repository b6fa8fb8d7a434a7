namespace Compiled;

/// <summary>Random numbers one after the other from Philox4x32-10 (Salmon et al. 2011): a seed and a stream decide all of them.</summary>
internal struct RandomSequence(ulong seed, uint stream)
{
    // A word of the counter that no random operator of a model uses, so that data and models never share numbers.
    private const uint DataDomain = 0x44617461;
    private const uint KeyStep0 = 0x9E3779B9;
    private const uint KeyStep1 = 0xBB67AE85;
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

    /// <summary>Uniform between two bounds.</summary>
    public float Uniform(float minimum, float maximum) => minimum + ((maximum - minimum) * Uniform());

    private void Advance()
    {
        (uint x0, uint x1, uint x2, uint x3) = (_counter++, stream, DataDomain, 0u);
        (uint key0, uint key1) = ((uint)seed, (uint)(seed >> 32));
        for (int round = 0; round < 10; round++)
        {
            ulong product0 = 0xD2511F53UL * x0;
            ulong product1 = 0xCD9E8D57UL * x2;
            (x0, x1, x2, x3) = ((uint)(product1 >> 32) ^ x1 ^ key0, (uint)product1, (uint)(product0 >> 32) ^ x3 ^ key1, (uint)product0);
            key0 += KeyStep0;
            key1 += KeyStep1;
        }

        (_x0, _x1, _x2, _x3) = (x0, x1, x2, x3);
    }
}
