namespace Compiled;

/// <summary>Reads the coefficients that a scan brings for a block, in the way of its kind (ITU-T T.81, F.2 and G.1.2).</summary>
internal sealed class BlockReader
{
    // The lower half of a code's symbol is the category of a number (SSSS), the upper half the zeros before it (RRRR).
    private const int ZeroRun = 15;

    private readonly JpegScan _scan;
    private readonly Kind _kind;
    private readonly short[] _aside = new short[ZigZag.Length];

    // Blocks still to come whose bands are at their end: the standard's EOBRUN.
    private int _endOfBandRun;

    public BlockReader(JpegFrame frame, JpegScan scan)
    {
        _scan = scan;
        _kind = (frame.Progressive, scan.FirstCoefficient, scan.HighBit) switch
        {
            (false, _, _) => Kind.Whole,
            (true, 0, 0) => Kind.FirstDC,
            (true, 0, _) => Kind.RefinedDC,
            (true, _, 0) => Kind.FirstAC,
            _ => Kind.RefinedAC,
        };
    }

    private enum Kind
    {
        Whole,
        FirstDC,
        RefinedDC,
        FirstAC,
        RefinedAC,
    }

    /// <summary>Whether data tells by itself where its blocks end. Each component has one such scan; the later ones of progressive pictures refer to it.</summary>
    public bool BeginsBlocks => _kind is Kind.Whole or Kind.FirstDC;

    /// <summary>Forgets what blocks before a restart marker have left.</summary>
    public void Restart()
    {
        _endOfBandRun = 0;
        foreach (ScanComponent part in _scan.Components)
        {
            part.Prediction = 0;
        }
    }

    public void Read(ref EntropyReader reader, ScanComponent part, int row, int column)
        => Read(ref reader, part, part.Component.Block(row, column));

    /// <summary>Reads a block that does not belong to the picture.</summary>
    public void ReadAside(ref EntropyReader reader, ScanComponent part) => Read(ref reader, part, _aside);

    private void Read(ref EntropyReader reader, ScanComponent part, Span<short> block)
    {
        switch (_kind)
        {
            case Kind.Whole:
                ReadDC(ref reader, part, block);
                ReadAC(ref reader, part.ACTable!, block);
                break;
            case Kind.FirstDC:
                ReadDC(ref reader, part, block);
                break;
            case Kind.RefinedDC:
                block[0] |= (short)(reader.Bits(1) << _scan.LowBit);
                break;
            case Kind.FirstAC:
                ReadBand(ref reader, part.ACTable!, block);
                break;
            default:
                RefineBand(ref reader, part.ACTable!, block);
                break;
        }
    }

    private static void ReadAC(ref EntropyReader reader, HuffmanTable table, Span<short> block)
    {
        for (int i = 1; i < ZigZag.Length; i++)
        {
            byte symbol = reader.Symbol(table);
            int zeros = symbol >> 4;
            int category = symbol & 15;
            if (category == 0 && zeros < ZeroRun)
            {
                return;
            }

            i += zeros;
            int value = reader.Number(category);
            if (i >= ZigZag.Length)
            {
                ThrowBeyond();
            }

            block[ZigZag.Places[i]] = (short)value;
        }
    }

    private static void ThrowBeyond() => throw new InvalidDataException("a block has more than its 64 coefficients.");

    private void ReadDC(ref EntropyReader reader, ScanComponent part, Span<short> block)
    {
        int category = reader.Symbol(part.DCTable!);
        if (category >= 16)
        {
            throw new InvalidDataException($"the DC coefficient of a block has category {category}; there are 0 to 15.");
        }

        part.Prediction += reader.Number(category);
        block[0] = (short)(part.Prediction << _scan.LowBit);
    }

    private void ReadBand(ref EntropyReader reader, HuffmanTable table, Span<short> block)
    {
        if (_endOfBandRun > 0)
        {
            _endOfBandRun--;
            return;
        }

        for (int i = _scan.FirstCoefficient; i <= _scan.LastCoefficient; i++)
        {
            byte symbol = reader.Symbol(table);
            int zeros = symbol >> 4;
            int category = symbol & 15;
            if (category == 0 && zeros < ZeroRun)
            {
                // This block and as many more are at their end.
                _endOfBandRun = (1 << zeros) + reader.Bits(zeros) - 1;
                return;
            }

            i += zeros;
            int value = reader.Number(category);
            if (i > _scan.LastCoefficient)
            {
                ThrowBeyond();
            }

            block[ZigZag.Places[i]] = (short)(value << _scan.LowBit);
        }
    }

    private void RefineBand(ref EntropyReader reader, HuffmanTable table, Span<short> block)
    {
        int i = _scan.FirstCoefficient;
        if (_endOfBandRun == 0)
        {
            for (; i <= _scan.LastCoefficient; i++)
            {
                byte symbol = reader.Symbol(table);
                int zeros = symbol >> 4;
                int value = 0;
                if ((symbol & 15) != 0)
                {
                    // A new coefficient has one bit and its sign.
                    value = reader.Bits(1) != 0 ? 1 << _scan.LowBit : -1 << _scan.LowBit;
                }
                else if (zeros < ZeroRun)
                {
                    _endOfBandRun = (1 << zeros) + reader.Bits(zeros);
                    break;
                }

                i = RefineKnown(ref reader, block, i, zeros);
                if (i > _scan.LastCoefficient)
                {
                    // A run of zeros may end with the band, a coefficient may not lie beyond it.
                    if (value != 0)
                    {
                        ThrowBeyond();
                    }

                    break;
                }

                if (value != 0)
                {
                    block[ZigZag.Places[i]] = (short)value;
                }
            }
        }

        if (_endOfBandRun > 0)
        {
            RefineKnown(ref reader, block, i, ZigZag.Length);
            _endOfBandRun--;
        }
    }

    /// <summary>Reads a bit for each coefficient that is not zero, up to a zero after so many others.</summary>
    /// <returns>The place of that zero, or one beyond the band.</returns>
    private int RefineKnown(ref EntropyReader reader, Span<short> block, int i, int zeros)
    {
        int bit = 1 << _scan.LowBit;
        for (; i <= _scan.LastCoefficient; i++)
        {
            ref short known = ref block[ZigZag.Places[i]];
            if (known == 0)
            {
                if (zeros-- == 0)
                {
                    break;
                }
            }
            else if (reader.Bits(1) != 0 && (known & bit) == 0)
            {
                known += (short)(known > 0 ? bit : -bit);
            }
        }

        return i;
    }
}
