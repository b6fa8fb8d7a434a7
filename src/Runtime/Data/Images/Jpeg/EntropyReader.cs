using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Compiled;

/// <summary>
/// Reads the bits of a scan's data. A byte 0xFF is followed by a zero that does not count; any other follower is a marker, where the data ends:
/// from there on zeros are handed out, and <see cref="CheckNotExhausted"/> tells whether one was used.
/// </summary>
internal ref struct EntropyReader(ReadOnlySpan<byte> file, int position)
{
    private readonly ReadOnlySpan<byte> _file = file;
    private ulong _bits;
    private int _count;
    private int _padding;

    /// <summary>Where reading goes on; after <see cref="Align"/>, at a marker or at the end of the file.</summary>
    public int Position { get; private set; } = position;

    /// <summary>Reads a symbol.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Symbol(HuffmanTable table)
    {
        // Enough for the longest code and the bits that belong to its symbol.
        if (_count < 2 * HuffmanTable.LongestCode)
        {
            Fill();
        }

        byte symbol = table.Find((int)(_bits >> 48), out int length);
        _bits <<= length;
        _count -= length;
        return symbol;
    }

    /// <summary>Reads up to 16 bits as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Bits(int length)
    {
        if (length == 0)
        {
            return 0;
        }

        if (_count < length)
        {
            Fill();
        }

        int value = (int)(_bits >> (64 - length));
        _bits <<= length;
        _count -= length;
        return value;
    }

    /// <summary>Reads a number of a category: those with so many bits, the lower half of them negative (ITU-T T.81, F.2.2.1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Number(int category)
    {
        int value = Bits(category);
        return category == 0 || value >= 1 << (category - 1) ? value : value - (1 << category) + 1;
    }

    /// <summary>Whether more was read than there is.</summary>
    public readonly bool IsExhausted => _count < _padding;

    /// <summary>Whether a whole byte stands unread before the next marker: more than what fills up the last byte of the data.</summary>
    public readonly bool HasWholeByte => _count - _padding >= 8 || !IsAtEnd;

    /// <summary>Whether all unread bits of the last byte are ones, with which it is filled up (ITU-T T.81, F.1.2.3).</summary>
    public readonly bool HasOnlyFill => !HasWholeByte && BitOperations.LeadingZeroCount(~_bits) >= _count - _padding;

    // A byte 0xFF before a marker fills up, too, and is no data.
    private readonly bool IsAtEnd
        => Position >= _file.Length
            || (_file[Position] == JpegMarker.Prefix && (Position + 1 >= _file.Length || _file[Position + 1] != 0));

    /// <exception cref="InvalidDataException">More was read than there is.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void CheckNotExhausted()
    {
        if (IsExhausted)
        {
            ThrowExhausted();
        }
    }

    /// <summary>Leaves out the rest of the last byte, and what else stands before the next marker.</summary>
    public void Align()
    {
        _bits = 0;
        _count = 0;
        _padding = 0;
        while (Position + 1 < _file.Length && (_file[Position] != JpegMarker.Prefix || _file[Position + 1] is 0 or JpegMarker.Prefix))
        {
            Position++;
        }
    }

    /// <summary>Goes past the marker at <see cref="Position"/> if it is this one.</summary>
    public bool TryPass(byte marker)
    {
        if (Position + 1 >= _file.Length || _file[Position + 1] != marker)
        {
            return false;
        }

        Position += 2;
        return true;
    }

    private static void ThrowExhausted() => throw new InvalidDataException("the data of a scan ends too early.");

    private void Fill()
    {
        while (_count <= 32)
        {
            if (Position + 4 <= _file.Length)
            {
                uint word = BinaryPrimitives.ReadUInt32BigEndian(_file[Position..]);
                // No byte is 0xFF if adding one to the inverse's bytes nowhere makes a zero (Mycroft's test).
                if (((~word - 0x01010101) & word & 0x80808080) == 0)
                {
                    _bits |= (ulong)word << (32 - _count);
                    _count += 32;
                    Position += 4;
                    continue;
                }
            }

            _bits |= (ulong)NextByte() << (56 - _count);
            _count += 8;
        }
    }

    private byte NextByte()
    {
        if (IsAtEnd)
        {
            _padding += 8;
            return 0;
        }

        byte value = _file[Position];
        Position += value == JpegMarker.Prefix ? 2 : 1;
        return value;
    }
}
