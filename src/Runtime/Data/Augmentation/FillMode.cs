namespace Compiled;

/// <summary>What lies around a picture whose pixels a, b, c, d are moved.</summary>
public enum FillMode
{
    /// <summary>The pixel at the border: aaaa|abcd|dddd.</summary>
    Nearest,

    /// <summary>One value, <see cref="ImageAugmentation.ConstantValue"/>: kkkk|abcd|kkkk.</summary>
    Constant,

    /// <summary>The picture mirrored, the pixel at the border twice: dcba|abcd|dcba.</summary>
    Reflect,

    /// <summary>The picture again: abcd|abcd|abcd.</summary>
    Wrap,
}
