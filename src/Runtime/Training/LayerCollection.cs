using System.Collections;

namespace Compiled;

/// <summary>The layers of a model, in order and by name.</summary>
public sealed class LayerCollection : IReadOnlyList<Layer>
{
    private readonly string _model;
    private readonly Layer[] _layers;

    internal LayerCollection(string model, IEnumerable<Layer> layers)
    {
        _model = model;
        _layers = [.. layers];
    }

    /// <inheritdoc/>
    public int Count => _layers.Length;

    /// <inheritdoc/>
    public Layer this[int index] => _layers[index];

    /// <summary>The layer of this name.</summary>
    /// <exception cref="KeyNotFoundException">There is none.</exception>
    public Layer this[string name] =>
        Array.Find(_layers, layer => layer.Name == name)
        ?? throw new KeyNotFoundException($"{_model} has no layer '{name}'; {NearestNames.Listed(name, _layers.Select(layer => layer.Name))}");

    /// <inheritdoc/>
    public IEnumerator<Layer> GetEnumerator() => _layers.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
