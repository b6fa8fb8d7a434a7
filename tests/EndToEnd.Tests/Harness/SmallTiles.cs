using System.Reflection;

namespace Compiled.EndToEnd.Tests;

/// <summary>
/// Makes tiles so small that the models of the harness share their work, else a second thread would have nothing to do, until it is
/// disposed of. Who uses it is in the collection "alone": the size is one for all.
/// </summary>
internal sealed class SmallTiles : IDisposable
{
    private const long Operations = 16;

    // The runtime's internals are closed to this project: its models are compiled as those of any user.
    private static readonly PropertyInfo _tileWork = typeof(Model).Assembly
        .GetType("Compiled.Kernels.Tiling", throwOnError: true)!
        .GetProperty("TileWork", BindingFlags.Public | BindingFlags.Static)!;

    private readonly object? _before = _tileWork.GetValue(null);

    public SmallTiles() => _tileWork.SetValue(null, Operations);

    public void Dispose() => _tileWork.SetValue(null, _before);
}
