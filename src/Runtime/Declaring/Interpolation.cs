namespace Compiled;

/// <summary>How values between those of an image are found when its size changes. Pixels are squares whose centres lie at halves.</summary>
public enum Interpolation
{
    /// <summary>The value of the pixel that holds the new centre.</summary>
    Nearest,

    /// <summary>On straight lines between the nearest centres, axis by axis.</summary>
    Bilinear,
}
