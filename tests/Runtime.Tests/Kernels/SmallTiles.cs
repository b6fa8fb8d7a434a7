using Compiled.Kernels;

namespace Compiled.Runtime.Tests.Kernels;

/// <summary>
/// Makes tiles so small that small inputs are shared among threads, and minimal filtering's slabs as narrow as can be, until it is disposed of.
/// Who uses it is in the collection of this name: the sizes are one for all.
/// </summary>
internal sealed class SmallTiles : IDisposable
{
    private readonly long _tileWork = Tiling.TileWork;
    private readonly int _slabLength = Winograd.SlabLength;

    public SmallTiles()
    {
        Tiling.TileWork = 16;
        Winograd.SlabLength = 1;
    }

    public void Dispose()
    {
        Tiling.TileWork = _tileWork;
        Winograd.SlabLength = _slabLength;
    }
}
