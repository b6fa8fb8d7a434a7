namespace Compiled;

/// <summary>The second bytes of JPEG's markers (ITU-T T.81, table B.1).</summary>
internal static class JpegMarker
{
    public const byte Prefix = 0xFF;
    public const byte BaselineFrame = 0xC0;
    public const byte ExtendedFrame = 0xC1;
    public const byte ProgressiveFrame = 0xC2;
    public const byte HuffmanTables = 0xC4;
    public const byte Reserved = 0xC8;
    public const byte ArithmeticConditioning = 0xCC;
    public const byte LastFrame = 0xCF;
    public const byte FirstRestart = 0xD0;
    public const byte LastRestart = 0xD7;
    public const byte StartOfImage = 0xD8;
    public const byte EndOfImage = 0xD9;
    public const byte StartOfScan = 0xDA;
    public const byte QuantizationTables = 0xDB;
    public const byte RestartInterval = 0xDD;
    public const byte Jfif = 0xE0;
    public const byte Adobe = 0xEE;
    public const byte Temporary = 0x01;

    /// <summary>Whether the marker begins a frame of any kind.</summary>
    public static bool IsFrame(byte marker)
        => marker is >= BaselineFrame and <= LastFrame and not (HuffmanTables or Reserved or ArithmeticConditioning);

    /// <summary>Whether a marker stands alone, without a segment behind it.</summary>
    public static bool IsBare(byte marker) => marker is (>= FirstRestart and <= EndOfImage) or Temporary;
}
