using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Declarations;

/// <summary>
/// Where each numbered place of a declaration stands in the source. Kept beside the declaration, not in it:
/// it changes with every keystroke, and only diagnostics need it.
/// </summary>
internal sealed class SourceMap(IReadOnlyList<Location> locations, IReadOnlyList<bool> owned)
{
    public static SourceMap Empty { get; } = new([], []);

    public Location this[int span] => Knows(span) ? locations[span] : Location.None;

    /// <summary>Whether the place belongs to this class itself. What is wrong inside a model or layer that it uses is reported there, once.</summary>
    public bool IsOwn(int span) => !Knows(span) || owned[span];

    private bool Knows(int span) => span >= 0 && span < locations.Count;
}
