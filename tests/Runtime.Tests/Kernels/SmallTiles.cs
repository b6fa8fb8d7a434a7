using Compiled.Kernels;

namespace Compiled.Runtime.Tests.Kernels;

/// <summary>
/// Makes tiles so small that small inputs are shared among threads, until it is disposed of. Who uses it is in the collection of this name:
/// the size is one for all.
/// </summary>
internal sealed class SmallTiles : IDisposable
{
    private readonly long _tileWork = Tiling.TileWork;

    public SmallTiles() => Tiling.TileWork = 16;

    public void Dispose() => Tiling.TileWork = _tileWork;
}
