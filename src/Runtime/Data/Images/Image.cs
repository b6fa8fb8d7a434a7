namespace Compiled;

/// <summary>
/// A picture in memory: rows from the top, each pixel one byte for each channel. One channel is grey, two are grey and opacity,
/// three are red, green and blue, four have opacity too.
/// </summary>
public sealed partial class Image
{
    private readonly byte[] _pixels;

    /// <summary>A black picture; with opacity, a transparent one.</summary>
    /// <param name="width">Pixels in a row; positive.</param>
    /// <param name="height">Rows; positive.</param>
    /// <param name="channels">1 to 4.</param>
    public Image(int width, int height, int channels)
        : this(width, height, channels, new byte[Size(width, height, channels)])
    {
    }

    /// <summary>A picture over pixels that exist; they are not copied.</summary>
    /// <param name="width">Pixels in a row; positive.</param>
    /// <param name="height">Rows; positive.</param>
    /// <param name="channels">1 to 4.</param>
    /// <param name="pixels">Height by width by channels.</param>
    /// <exception cref="ArgumentException">The number of bytes is another.</exception>
    public Image(int width, int height, int channels, byte[] pixels)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        CheckCount(pixels.Length, "byte", width, height, channels, nameof(pixels));
        Width = width;
        Height = height;
        Channels = channels;
        _pixels = pixels;
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Bytes of a pixel: 1 grey, 2 grey and opacity, 3 RGB, 4 RGB and opacity.</summary>
    public int Channels { get; }

    /// <summary>Height by width by channels.</summary>
    public Span<byte> Pixels => _pixels;

    /// <summary>The bytes of one row, counted from the top.</summary>
    public Span<byte> Row(int y)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(y);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(y, Height);
        return _pixels.AsSpan(y * Width * Channels, Width * Channels);
    }

    /// <summary>For example <c>640×480 RGB</c>.</summary>
    public override string ToString() => $"{Width}×{Height} {ChannelNames(Channels)}";

    internal static string ChannelNames(int channels) => channels switch
    {
        1 => "grey",
        2 => "grey with opacity",
        3 => "RGB",
        _ => "RGB with opacity",
    };

    private static void CheckCount(int given, string what, int width, int height, int channels, string parameter)
    {
        int size = Size(width, height, channels);
        if (given != size)
        {
            throw new ArgumentException($"{Wording.Count(given, what)} {(given == 1 ? "was" : "were")} given for a picture of {width}×{height} pixels and {Wording.Count(channels, "channel")}, which has {size}.", parameter);
        }
    }

    private static int Size(int width, int height, int channels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(channels, 4);
        long size = (long)width * height * channels;
        return size <= Array.MaxLength
            ? (int)size
            : throw new ArgumentOutOfRangeException(nameof(width), $"A picture of {width}×{height} pixels with {channels} channels is larger than an array.");
    }
}
