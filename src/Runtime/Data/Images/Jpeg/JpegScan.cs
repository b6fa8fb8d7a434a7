using System.Collections.Immutable;

namespace Compiled;

/// <summary>A component in a scan, with the codes that its coefficients are read by.</summary>
internal sealed class ScanComponent(JpegComponent component, HuffmanTable? dcTable, HuffmanTable? acTable)
{
    public JpegComponent Component { get; } = component;

    /// <summary>The code of the DC coefficient, the first; null where the scan does not need one.</summary>
    public HuffmanTable? DCTable { get; } = dcTable;

    /// <summary>The code of the AC coefficients, the others; null where the scan does not need one.</summary>
    public HuffmanTable? ACTable { get; } = acTable;

    /// <summary>The DC coefficient of the last block, from which the next one's difference is written (PRED).</summary>
    public int Prediction { get; set; }
}

/// <summary>The header of a scan (ITU-T T.81, B.2.3).</summary>
/// <param name="FirstCoefficient">Where the spectral band begins, in zigzag order (Ss).</param>
/// <param name="LastCoefficient">Where it ends, included (Se).</param>
/// <param name="HighBit">Of a scan that refines: the lowest bit known so far (Ah). Else 0.</param>
/// <param name="LowBit">The lowest bit that this scan brings (Al).</param>
internal sealed record JpegScan(ImmutableArray<ScanComponent> Components, int FirstCoefficient, int LastCoefficient, int HighBit, int LowBit)
{
    private const int LargestMcu = 10;
    private const int LargestBit = 13;

    /// <param name="segment">The header behind its length.</param>
    /// <param name="frame">The picture.</param>
    /// <param name="dcTables">The codes of DC coefficients, by number.</param>
    /// <param name="acTables">The codes of AC coefficients, by number.</param>
    /// <exception cref="InvalidDataException">The header breaks the standard, or names what is not there.</exception>
    public static JpegScan Read(ReadOnlySpan<byte> segment, JpegFrame frame, HuffmanTable?[] dcTables, HuffmanTable?[] acTables)
    {
        int count = segment.IsEmpty ? 0 : segment[0];
        if (count is < 1 or > 4 || segment.Length != 4 + (2 * count))
        {
            throw new InvalidDataException($"a scan header has {segment.Length} bytes for {count} components.");
        }

        ReadOnlySpan<byte> tail = segment[(1 + (2 * count))..];
        (int first, int last, int high, int low) = frame.Progressive ? (tail[0], tail[1], tail[2] >> 4, tail[2] & 15) : (0, ZigZag.Length - 1, 0, 0);
        CheckBand(first, last, high, low, count, frame.Progressive);
        var components = ImmutableArray.CreateBuilder<ScanComponent>(count);
        for (int i = 0; i < count; i++)
        {
            (byte id, byte tables) = (segment[1 + (2 * i)], segment[2 + (2 * i)]);
            JpegComponent component = frame.Components.FirstOrDefault(component => component.Id == id)
                ?? throw new InvalidDataException($"a scan has component {id}, which is not in the frame.");
            if (components.Any(other => other.Component == component))
            {
                throw new InvalidDataException($"a scan has component {id} twice.");
            }

            // Refining DC coefficients takes plain bits.
            components.Add(new(
                component,
                first == 0 && high == 0 ? Table(dcTables, tables >> 4) : null,
                last > 0 ? Table(acTables, tables & 15) : null));
        }

        return count == 1 || components.Sum(part => part.Component.Horizontal * part.Component.Vertical) <= LargestMcu
            ? new(components.MoveToImmutable(), first, last, high, low)
            : throw new InvalidDataException($"an MCU of a scan has more than {LargestMcu} blocks.");
    }

    /// <summary>Holds the scan against what earlier ones have brought, and writes down what it brings.</summary>
    /// <exception cref="InvalidDataException">A coefficient comes twice, or is refined before it came.</exception>
    public void Register(bool progressive)
    {
        foreach (ScanComponent part in Components)
        {
            int[] known = part.Component.LowestBits;
            for (int i = FirstCoefficient; i <= LastCoefficient; i++)
            {
                if (known[i] != (HighBit == 0 ? -1 : HighBit) || (progressive && i > 0 && known[0] < 0))
                {
                    throw new InvalidDataException($"a scan of component {part.Component.Id} brings coefficient {i} out of order.");
                }

                known[i] = LowBit;
            }
        }
    }

    private static void CheckBand(int first, int last, int high, int low, int components, bool progressive)
    {
        bool right = last < ZigZag.Length && low <= LargestBit && (high == 0 || high == low + 1)
            && (!progressive || (first == 0 ? last == 0 : first <= last && components == 1));
        if (!right)
        {
            throw new InvalidDataException($"a scan of {components} components brings coefficients {first} to {last}, bits {high} to {low}, which cannot be.");
        }
    }

    private static HuffmanTable Table(HuffmanTable?[] tables, int number)
        => (number < tables.Length ? tables[number] : null) ?? throw new InvalidDataException($"a scan names Huffman table {number}, which is not there.");
}
