using System.Buffers;

namespace Compiled;

/// <summary>One colour component of a JPEG picture: its sampling, and the coefficients of its blocks as the scans bring them.</summary>
internal sealed class JpegComponent(byte id, int horizontal, int vertical, int quantizationTable)
{
    public const int BlockSize = 8;

    // Where a scan that brings one of these is missing, libjpeg guesses the coefficient from the blocks around, without a word.
    private const int NeededCoefficients = 10;

    /// <summary>How scans refer to the component.</summary>
    public byte Id { get; } = id;

    /// <summary>Samples across, in proportion to the other components'.</summary>
    public int Horizontal { get; } = horizontal;

    /// <summary>Samples down, in proportion to the other components'.</summary>
    public int Vertical { get; } = vertical;

    /// <summary>Which of the four tables the coefficients are multiplied by.</summary>
    public int QuantizationTable { get; } = quantizationTable;

    /// <summary>The table as it was when the first scan with this component began; later ones with its number are for others.</summary>
    public ushort[]? Quantization { get; set; }

    /// <summary>Samples in a row that belong to the picture.</summary>
    public int Width { get; private set; }

    /// <summary>Rows of samples that belong to the picture.</summary>
    public int Height { get; private set; }

    /// <summary>Blocks across, those included that only fill up a minimum coded unit (MCU) of several components.</summary>
    public int BlocksAcross { get; private set; }

    /// <summary>Blocks down, those included that only fill up an MCU.</summary>
    public int BlocksDown { get; private set; }

    /// <summary>64 coefficients a block, row after row within it.</summary>
    public short[] Coefficients { get; private set; } = [];

    /// <summary>Samples of a row of <see cref="Samples"/>.</summary>
    public int Stride => BlocksAcross * BlockSize;

    /// <summary>The rows of samples, once <see cref="Transform"/> has made them.</summary>
    public byte[] Samples { get; private set; } = [];

    /// <summary>How far each coefficient is known: the lowest bit that scans have brought; −1 where there was none.</summary>
    public int[] LowestBits { get; } = Enumerable.Repeat(-1, ZigZag.Length).ToArray();

    public void SetSize(JpegFrame frame)
    {
        Width = Share(frame.Width, Horizontal, frame.LargestHorizontal);
        Height = Share(frame.Height, Vertical, frame.LargestVertical);
        BlocksAcross = frame.McusAcross * Horizontal;
        BlocksDown = frame.McusDown * Vertical;

        static int Share(int pixels, int factor, int largest) => (int)((((long)pixels * factor) + largest - 1) / largest);
    }

    /// <summary>Takes room for the coefficients, all zero.</summary>
    public void Allocate()
    {
        int length = checked(BlocksAcross * BlocksDown * ZigZag.Length);
        Coefficients = ArrayPool<short>.Shared.Rent(length);
        Coefficients.AsSpan(0, length).Clear();
    }

    /// <summary>The coefficients of one block.</summary>
    public Span<short> Block(int row, int column)
        => Coefficients.AsSpan(((row * BlocksAcross) + column) * ZigZag.Length, ZigZag.Length);

    /// <summary>
    /// Sees that the scans have brought the coefficients of low frequency to the last bit. Higher ones count as zero where no scan brings them, which the
    /// standard does not forbid.
    /// </summary>
    /// <exception cref="InvalidDataException">They have not.</exception>
    public void CheckComplete()
    {
        if (LowestBits[0] < 0)
        {
            throw new InvalidDataException($"there is no scan of component {Id}.");
        }

        int missing = LowestBits.AsSpan(0, NeededCoefficients).IndexOfAnyExcept(0);
        if (missing >= 0)
        {
            string how = LowestBits[missing] < 0 ? "not at all" : $"only down to bit {LowestBits[missing]}";
            throw new InvalidDataException($"the scans of component {Id} bring coefficient {missing} {how}: other scans are missing.");
        }
    }

    /// <summary>Makes samples from the coefficients.</summary>
    public void Transform()
    {
        Samples = ArrayPool<byte>.Shared.Rent(checked(Stride * BlocksDown * BlockSize));
        int[] factors = new int[ZigZag.Length];
        for (int i = 0; i < factors.Length; i++)
        {
            factors[ZigZag.Places[i]] = Quantization![i];
        }

        for (int row = 0; row < BlocksDown; row++)
        {
            for (int column = 0; column < BlocksAcross; column++)
            {
                InverseCosineTransform.Run(Block(row, column), factors, Samples.AsSpan((row * BlockSize * Stride) + (column * BlockSize)), Stride);
            }
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Release()
    {
        ArrayPool<short>.Shared.Return(Coefficients);
        ArrayPool<byte>.Shared.Return(Samples);
        Coefficients = [];
        Samples = [];
    }
}
