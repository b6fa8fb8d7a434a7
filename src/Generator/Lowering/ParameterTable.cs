using Compiled.Generator.Graphs;

namespace Compiled.Generator.Lowering;

/// <summary>The tensors of the parameter arena, in order, and their places.</summary>
internal sealed class ParameterTable
{
    /// <summary>Every tensor begins at a multiple of 16 floats: 64 bytes.</summary>
    private const long Alignment = 16;

    private readonly List<ParameterInfo> _items = [];
    private readonly Dictionary<string, ParameterInfo> _byName = [];

    public long Length { get; private set; }

    public IReadOnlyList<ParameterInfo> Items => _items;

    public bool TryGet(string name, out ParameterInfo parameter) => _byName.TryGetValue(name, out parameter);

    public ParameterInfo Add(string layer, string role, Shape shape, bool isTrainable, bool isState, string initializer, string? constraint, string group)
    {
        var parameter = new ParameterInfo(_items.Count, $"{layer}/{role}", layer, role, shape, Length, isTrainable, isState, initializer, constraint, group);
        Append(parameter);
        Length += (shape.Length.Value + Alignment - 1) / Alignment * Alignment;
        return parameter;
    }

    /// <summary>Adds all tensors of a model inside, laid out exactly as in its own arena.</summary>
    public void AddBlock(string member, LoweredModel model, bool isFrozen)
    {
        long start = Length;
        foreach (ParameterInfo inner in model.Parameters)
        {
            Append(inner with
            {
                Index = _items.Count,
                Name = $"{member}/{inner.Name}",
                Layer = member,
                Role = inner.Name,
                Offset = start + inner.Offset,
                IsTrainable = inner.IsTrainable && !isFrozen,
            });
        }

        Length = start + model.ParameterLength;
    }

    private void Append(ParameterInfo parameter)
    {
        _items.Add(parameter);
        _byName.Add(parameter.Name, parameter);
    }
}
