using System.Collections;

namespace Compiled.Generator.Programs;

/// <summary>Numbers of nodes in ascending order, each once. Sets of a kernel are small, so that a list serves them better than a tree.</summary>
internal sealed class NodeSet : IReadOnlyList<int>
{
    private readonly List<int> _items = [];

    public int Count => _items.Count;

    public int this[int index] => _items[index];

    /// <summary>False where the node is in the set already.</summary>
    public bool Add(int node)
    {
        int place = _items.BinarySearch(node);
        if (place >= 0)
        {
            return false;
        }

        _items.Insert(~place, node);
        return true;
    }

    public void UnionWith(EquatableArray<int> nodes)
    {
        foreach (int node in nodes)
        {
            Add(node);
        }
    }

    public bool Remove(int node)
    {
        int place = _items.BinarySearch(node);
        if (place >= 0)
        {
            _items.RemoveAt(place);
        }

        return place >= 0;
    }

    public EquatableArray<int> ToEquatableArray() => _items.Count == 0 ? EquatableArray<int>.Empty : EquatableArray.Of(_items.ToArray());

    public IEnumerator<int> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
