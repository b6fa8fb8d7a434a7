using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Tests.Interpretation;

/// <summary>Random elements in double precision for the leaves of a graph, the same each time a leaf is asked for.</summary>
internal sealed class RandomLeaves(int seed, double lowest = -2, double highest = 2, int classes = 4)
{
    private readonly Random _random = new(seed);
    private readonly Dictionary<Operator, Array> _elements = [];

    public Array Of(Operator leaf, int length)
    {
        if (!_elements.TryGetValue(leaf, out Array? elements))
        {
            TensorType type = leaf.Infer([]);
            elements = type.Element == ElementType.Int32
                ? Enumerable.Range(0, length).Select(_ => _random.Next(classes)).ToArray()
                : Enumerable.Range(0, length).Select(_ => lowest + ((highest - lowest) * _random.NextDouble())).ToArray();
            _elements.Add(leaf, elements);
        }

        return elements;
    }

    /// <summary>The elements given before; changing them changes the leaf.</summary>
    public double[] this[Operator leaf] => (double[])_elements[leaf];
}
