using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Declarations;

/// <summary>
/// Where each numbered place of a declaration stands in the source. Kept beside the declaration, not in it:
/// it changes with every keystroke, and only diagnostics need it.
/// </summary>
internal sealed class SourceMap(IReadOnlyList<Location> locations)
{
    public Location this[int span] => span >= 0 && span < locations.Count ? locations[span] : Location.None;
}
