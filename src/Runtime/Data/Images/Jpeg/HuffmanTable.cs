namespace Compiled;

/// <summary>A Huffman code of a JPEG file, made for reading: short codes are looked up at once, longer ones by length (ITU-T T.81, annexes C and F.2.2.3).</summary>
internal sealed class HuffmanTable
{
    public const int LongestCode = 16;
    private const int LookupBits = 9;

    // Length in the upper byte, symbol in the lower; 0 where the code is longer.
    private readonly ushort[] _lookup = new ushort[1 << LookupBits];
    private readonly byte[] _symbols;

    // Of each length: the first 16-bit word that is beyond its codes, and what leads from a code to its symbol's place.
    private readonly int[] _ends = new int[LongestCode + 1];
    private readonly int[] _places = new int[LongestCode + 1];

    /// <param name="counts">How many codes have 1 to 16 bits.</param>
    /// <param name="symbols">The symbols, those of the shortest codes first.</param>
    /// <exception cref="InvalidDataException">There are more codes of a length than there is room for.</exception>
    public HuffmanTable(ReadOnlySpan<byte> counts, ReadOnlySpan<byte> symbols)
    {
        _symbols = symbols.ToArray();
        int code = 0;
        int place = 0;
        for (int length = 1; length <= LongestCode; length++)
        {
            _places[length] = place - code;
            for (int i = 0; i < counts[length - 1]; i++, code++, place++)
            {
                if (code >= 1 << length)
                {
                    throw new InvalidDataException($"a Huffman table has more codes of {length} bits than there can be.");
                }

                if (length <= LookupBits)
                {
                    _lookup.AsSpan(code << (LookupBits - length), 1 << (LookupBits - length)).Fill((ushort)((length << 8) | symbols[place]));
                }
            }

            _ends[length] = code << (LongestCode - length);
            code <<= 1;
        }
    }

    /// <summary>Finds the code at the beginning of 16 bits.</summary>
    /// <param name="word">The next 16 bits.</param>
    /// <param name="length">The bits of the code.</param>
    /// <returns>The symbol.</returns>
    /// <exception cref="InvalidDataException">No code begins so.</exception>
    public byte Find(int word, out int length)
    {
        int entry = _lookup[word >> (LongestCode - LookupBits)];
        if (entry != 0)
        {
            length = entry >> 8;
            return (byte)entry;
        }

        for (length = LookupBits + 1; length <= LongestCode; length++)
        {
            if (word < _ends[length])
            {
                return _symbols[(word >> (LongestCode - length)) + _places[length]];
            }
        }

        throw new InvalidDataException("the data has a code that is in no Huffman table.");
    }
}
