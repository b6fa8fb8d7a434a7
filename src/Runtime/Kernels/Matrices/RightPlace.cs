namespace Compiled.Kernels;

/// <summary>Where the tiles of a product read its right side.</summary>
internal enum RightPlace
{
    /// <summary>In memory as it lies; only a last narrow panel is copied.</summary>
    Memory,

    /// <summary>From panels that were made before the product.</summary>
    Panels,

    /// <summary>From panels that are made before the tiles, for all of them.</summary>
    Ahead,

    /// <summary>From panels that each tile makes for itself, block by block of the depth.</summary>
    Tile,
}
