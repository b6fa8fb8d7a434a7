using System.Collections.Immutable;

namespace Compiled;

/// <summary>A layer of a model with its weights: <c>model.Layers["hidden1"].Kernel</c>.</summary>
public sealed class Layer
{
    private readonly string _model;

    internal Layer(string model, LayerSchema schema, ImmutableArray<ModelWeight> weights)
    {
        _model = model;
        Schema = schema;
        Weights = weights;
    }

    /// <summary>What the compiler knows of it.</summary>
    public LayerSchema Schema { get; }

    /// <summary>The layer's name.</summary>
    public string Name => Schema.Name;

    /// <summary>All its weights.</summary>
    public ImmutableArray<ModelWeight> Weights { get; }

    /// <summary>The weight called <c>kernel</c>.</summary>
    /// <exception cref="KeyNotFoundException">The layer has none.</exception>
    public ModelWeight Kernel => this["kernel"];

    /// <summary>The weight called <c>bias</c>.</summary>
    /// <exception cref="KeyNotFoundException">The layer has none.</exception>
    public ModelWeight Bias => this["bias"];

    /// <summary>The weight of a role: <c>kernel</c>, <c>bias</c>, <c>gamma</c> …</summary>
    /// <exception cref="KeyNotFoundException">The layer has none of this role.</exception>
    public ModelWeight this[string role] =>
        Weights.FirstOrDefault(weight => weight.Schema.Role == role)
        ?? throw new KeyNotFoundException(Weights.IsEmpty
            ? $"{_model}: layer '{Name}' ({Schema.Kind}) has no weights"
            : $"{_model}: layer '{Name}' ({Schema.Kind}) has no weight '{role}'; it has {string.Join(", ", Weights.Select(weight => weight.Schema.Role))}");
}
