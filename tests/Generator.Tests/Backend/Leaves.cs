using Compiled.Generator.Operators;

namespace Compiled.Generator.Tests.Backend;

/// <summary>Random numbers for the leaves of a graph, the same each time a leaf is asked for.</summary>
internal sealed class Leaves(int seed = 1, int classes = 3)
{
    private readonly Random _random = new(seed);
    private readonly Dictionary<Operator, Array> _elements = [];

    /// <summary>Normal-like floats around zero, or integers below the number of classes.</summary>
    public Array Of(Operator leaf, int length)
    {
        if (!_elements.TryGetValue(leaf, out Array? elements))
        {
            Graphs.TensorType? type = leaf is Input input ? input.Type : leaf is Target target ? target.Type : null;
            elements = type?.Element == Graphs.ElementType.Int32
                ? Enumerable.Range(0, length).Select(_ => _random.Next(classes)).ToArray()
                : Enumerable.Range(0, length).Select(_ => (_random.NextSingle() * 3) - 1.5f).ToArray();
            _elements.Add(leaf, elements);
        }

        return elements;
    }

    /// <summary>The elements given before.</summary>
    public float[] Floats(Operator leaf) => (float[])_elements[leaf];

    /// <summary>The elements given before.</summary>
    public int[] Integers(Operator leaf) => (int[])_elements[leaf];
}
