namespace Compiled;

/// <summary>How values between those of an image, a sequence or a volume are found when its size changes. Pixels are squares whose centres lie at halves.</summary>
public enum Interpolation
{
    /// <summary>The value of the pixel that holds the new centre.</summary>
    Nearest,

    /// <summary>On straight lines between the nearest centres, axis by axis: linear on one axis, bilinear on two, trilinear on three.</summary>
    Bilinear,
}
