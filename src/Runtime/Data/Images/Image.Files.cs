namespace Compiled;

public sealed partial class Image
{
    /// <summary>The largest picture that is read where nothing else is said: 2²⁷ pixels, as many as 16384×8192.</summary>
    public const long DefaultMaximumPixels = 1L << 27;

    /// <summary>
    /// Reads a PNG or JPEG file, which is told by its first bytes. PNG: every colour type, depth and interlacing; transparency becomes opacity,
    /// sixteen bits are rounded to eight. JPEG: baseline and progressive, with the pixels that libjpeg gives; CMYK becomes RGB.
    /// Colour profiles, gamma and EXIF orientation are ignored, as Keras does.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="maximumPixels">A larger picture is refused before memory is taken for it.</param>
    /// <exception cref="InvalidDataException">The file is damaged, cut short, too large, or of a kind that is not read; the message names it and what is wrong.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Image Read(string path, long maximumPixels = DefaultMaximumPixels)
        => Decode(File.ReadAllBytes(path), path, maximumPixels);

    /// <summary>Decodes the contents of a PNG or JPEG file.</summary>
    /// <param name="file">All of the file.</param>
    /// <param name="name">Names the file in messages.</param>
    /// <inheritdoc cref="Read"/>
    public static Image Decode(byte[] file, string name, long maximumPixels = DefaultMaximumPixels)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            return file.Length == 0 ? throw new InvalidDataException("the file is empty.")
                : PngDecoder.IsPng(file) ? PngDecoder.Decode(file, maximumPixels)
                : JpegDecoder.IsJpeg(file) ? JpegDecoder.Decode(file, maximumPixels)
                : throw new InvalidDataException($"neither PNG nor JPEG; it begins with the bytes {Convert.ToHexString(file.AsSpan(0, Math.Min(file.Length, 8)))}.");
        }
        catch (InvalidDataException exception)
        {
            // Decoders know what is wrong, not in which file.
            throw new InvalidDataException($"{name}: {exception.Message}", exception.InnerException);
        }
    }

    /// <summary>Writes a PNG file without loss. The file is whole at any moment.</summary>
    /// <exception cref="IOException">The file cannot be written; nothing has changed.</exception>
    public void SavePng(string path) => AtomicFile.Write(path, stream => PngWriter.Write(this, stream));

    /// <summary>Writes the picture as PNG to a stream.</summary>
    public void WritePng(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        PngWriter.Write(this, stream);
    }
}
