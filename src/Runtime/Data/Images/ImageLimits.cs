namespace Compiled;

/// <summary>Refuses sizes that a file only claims, before memory is taken for them.</summary>
internal static class ImageLimits
{
    /// <param name="width">As the file says.</param>
    /// <param name="height">As the file says.</param>
    /// <param name="maximumPixels">What the caller allows.</param>
    /// <exception cref="InvalidDataException">The picture has no pixels or too many.</exception>
    public static void Check(int width, int height, long maximumPixels)
    {
        if (width <= 0 || height <= 0)
        {
            throw new InvalidDataException($"the size is {width}×{height} pixels.");
        }

        // Four channels are the most; the pixels lie in one array.
        long most = Math.Min(maximumPixels, Array.MaxLength / 4);
        if ((long)width * height > most)
        {
            throw new InvalidDataException($"the size is {width}×{height} pixels, more than the {most} that are allowed.");
        }
    }
}
