using Compiled.Generator.Declarations;
using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering.Layers;

namespace Compiled.Generator.Lowering;

/// <summary>One model while it is lowered: the model itself, or one that it holds, with what is known of each layer.</summary>
/// <param name="prefix">What stands before the names of weights: empty, or <c>generator/</c>.</param>
internal sealed class ModelScope(ModelDeclaration declaration, string prefix, bool isFrozen)
{
    public ModelDeclaration Declaration => declaration;

    public string Prefix => prefix;

    public bool IsFrozen => isFrozen;

    public bool IsMember => prefix.Length > 0;

    /// <summary>The layers by member name.</summary>
    public IReadOnlyDictionary<string, LayerState> Layers { get; } = declaration.Layers
        .GroupBy(l => l.Member)
        .ToDictionary(g => g.Key, g => new LayerState(g.First(), FindRecipe(declaration, g.First())));

    /// <summary>The models inside by member name.</summary>
    public IReadOnlyDictionary<string, ModelScope> Members { get; } = declaration.Members
        .GroupBy(m => m.Member)
        .ToDictionary(g => g.Key, g => new ModelScope(g.First().Model, $"{prefix}{g.First().Name}/", isFrozen || g.First().IsFrozen));

    public IReadOnlyDictionary<string, MethodDeclaration> Methods { get; } = declaration.Methods
        .Concat(declaration.CustomLayers.SelectMany(c => c.Methods))
        .GroupBy(m => m.Key)
        .ToDictionary(g => g.Key, g => g.First());

    private static LayerRecipe? FindRecipe(ModelDeclaration declaration, LayerDeclaration layer) =>
        layer.Cells.Count > 0 ? new StackedCells(layer.Cells.Select(c => (c, (RecurrentLayer)FindRecipe(declaration, c)!)).ToList())
        : declaration.CustomLayers.FirstOrDefault(c => c.Type.FullName == layer.Kind) is not { } custom ? LayerRegistry.Find(layer.Kind)
        : custom.IsCell ? new CustomCell(custom)
        : new CustomLayer(custom);
}

/// <summary>A layer of a model in progress.</summary>
/// <param name="recipe">Null for a kind that nobody knows.</param>
internal sealed class LayerState(LayerDeclaration declaration, LayerRecipe? recipe)
{
    private readonly List<ParameterInfo> _weights = [];

    public LayerDeclaration Declaration => declaration;

    public LayerRecipe? Recipe => recipe;

    /// <summary>The inputs of the first call; null before it.</summary>
    public EquatableArray<TensorType>? Inputs { get; set; }

    /// <summary>The weights in order of creation.</summary>
    public IReadOnlyList<ParameterInfo> Weights => _weights;

    /// <summary>By number of the input, the shape of its mask at a call where it had one.</summary>
    public Dictionary<int, Shape> Masks { get; } = [];

    public void RememberMasks(IReadOnlyList<Forward.TensorOperand> inputs)
    {
        for (int i = 0; i < inputs.Count; i++)
        {
            if (inputs[i].Mask is { } mask)
            {
                Masks[i] = mask.Shape;
            }
        }
    }

    public void Remember(ParameterInfo weight)
    {
        if (!_weights.Contains(weight))
        {
            _weights.Add(weight);
        }
    }
}

/// <summary>A call of a layer (or of a model inside) in <c>Forward</c>.</summary>
/// <param name="Layer">The layer; null for a model inside.</param>
/// <param name="Name">The layer's name, or the member's.</param>
internal sealed record LayerCall(LayerState? Layer, string Name, EquatableArray<Value> Inputs, EquatableArray<Value> Outputs, EquatableArray<string> ConnectedTo, int Span)
{
    /// <summary>Of a model inside: its layers' calls.</summary>
    public IReadOnlyList<LayerCall> Inner { get; init; } = [];
}
