using Compiled.Generator.Graphs;

namespace Compiled.Generator.Lowering;

/// <summary>What a model's layers keep between batches, in the order of first use.</summary>
internal sealed class StateTable
{
    private readonly List<StateInfo> _items = [];

    public IReadOnlyList<StateInfo> Items => _items;

    /// <summary>The state of that name, added where there is none; its shape is that of the first use.</summary>
    public StateInfo Get(string name, Shape shape)
    {
        if (_items.Find(s => s.Name == name) is { } known)
        {
            return known;
        }

        _items.Add(new(_items.Count, name, shape));
        return _items[_items.Count - 1];
    }
}
