namespace Compiled;

/// <summary>How a JPEG file codes colours.</summary>
internal enum JpegColorCoding
{
    Grey,
    YCbCr,
    Rgb,

    /// <summary>Inks, 255 for none of it.</summary>
    InvertedCmyk,

    /// <summary>Inks, 0 for none of it.</summary>
    Cmyk,

    /// <summary>Cyan, magenta and yellow as luma and chroma of what they absorb; black inverted.</summary>
    Ycck,
}

/// <summary>Turns rows of components into pixels.</summary>
internal static class JpegColors
{
    private const int Shift = 16;
    private const int Half = 1 << (Shift - 1);

    // JFIF's conversion, 1.402, 1.772, 0.71414 and 0.34414, with 16 fractional bits.
    private const int RedOfCr = 91881;
    private const int BlueOfCb = 116130;
    private const int GreenOfCr = 46802;
    private const int GreenOfCb = 22554;

    /// <param name="coding">What the rows mean.</param>
    /// <param name="rows">A row of samples of each component.</param>
    /// <param name="pixels">Room for the row in grey or RGB.</param>
    public static void Convert(JpegColorCoding coding, ReadOnlySpan<byte[]> rows, Span<byte> pixels)
    {
        if (coding == JpegColorCoding.Grey)
        {
            rows[0].AsSpan(0, pixels.Length).CopyTo(pixels);
            return;
        }

        ReadOnlySpan<byte> first = rows[0];
        ReadOnlySpan<byte> second = rows[1];
        ReadOnlySpan<byte> third = rows[2];
        for (int x = 0, i = 0; i + 2 < pixels.Length; x++, i += 3)
        {
            (pixels[i], pixels[i + 1], pixels[i + 2]) = (first[x], second[x], third[x]);
        }

        if (coding is JpegColorCoding.YCbCr or JpegColorCoding.Ycck)
        {
            FromLumaAndChroma(pixels);
        }

        if (rows.Length == 4)
        {
            FromInks(coding, pixels, rows[3]);
        }
    }

    private static void FromLumaAndChroma(Span<byte> pixels)
    {
        for (int i = 0; i + 2 < pixels.Length; i += 3)
        {
            int y = pixels[i];
            int cb = pixels[i + 1] - 128;
            int cr = pixels[i + 2] - 128;
            pixels[i] = Clamp(y + (((RedOfCr * cr) + Half) >> Shift));
            pixels[i + 1] = Clamp(y + (((-GreenOfCb * cb) - (GreenOfCr * cr) + Half) >> Shift));
            pixels[i + 2] = Clamp(y + (((BlueOfCb * cb) + Half) >> Shift));
        }

        static byte Clamp(int value) => (byte)Math.Clamp(value, byte.MinValue, byte.MaxValue);
    }

    /// <summary>What paper reflects through the inks, without a colour profile.</summary>
    private static void FromInks(JpegColorCoding coding, Span<byte> pixels, ReadOnlySpan<byte> black)
    {
        // Adobe writes inks inverted, as what they reflect; YCCK has cyan, magenta and yellow inverted once more before its conversion.
        int colorInversion = coding == JpegColorCoding.InvertedCmyk ? 0 : 255;
        int blackInversion = coding == JpegColorCoding.Cmyk ? 255 : 0;
        for (int x = 0, i = 0; i < pixels.Length; x++)
        {
            int light = black[x] ^ blackInversion;
            for (int channel = 0; channel < 3; channel++, i++)
            {
                pixels[i] = (byte)((((pixels[i] ^ colorInversion) * light) + 127) / 255);
            }
        }
    }
}
