using System.Reflection;

namespace Compiled.EndToEnd.Tests;

/// <summary>Tiles so small that the models of the harness share their work: else a second thread would have nothing to do.</summary>
internal static class SmallTiles
{
    private const long Operations = 16;

    // The runtime's internals are closed to this project: its models are compiled as those of any user.
    public static void Use() => typeof(Model).Assembly
        .GetType("Compiled.Kernels.Tiling", throwOnError: true)!
        .GetProperty("TileWork", BindingFlags.Public | BindingFlags.Static)!
        .SetValue(null, Operations);
}
