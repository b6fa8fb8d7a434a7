namespace Compiled.Generator;

/// <summary>The metadata names of the language: all that the generator knows of the runtime assembly and of the BCL's tensors.</summary>
internal static class RuntimeNames
{
    public const string Namespace = "Compiled";

    public const string ModelAttribute = "Compiled.ModelAttribute";
    public const string InputAttribute = "Compiled.InputAttribute";
    public const string OutputAttribute = "Compiled.OutputAttribute";
    public const string ShapeAttribute = "Compiled.ShapeAttribute";
    public const string FrozenAttribute = "Compiled.FrozenAttribute";
    public const string LayerAttribute = "Compiled.LayerAttribute";
    public const string CellAttribute = "Compiled.CellAttribute";
    public const string StackedCellsAttribute = "Compiled.StackedCellsAttribute";
    public const string StateAttribute = "Compiled.StateAttribute";
    public const string LayerDefinition = "Compiled.LayerDefinition";
    public const string CellDefinition = "Compiled.CellDefinition";
    public const string WeightAttribute = "Compiled.WeightAttribute";

    public const string Model = "Compiled.Model";
    public const string ModelExtensions = "Compiled.ModelExtensions";
    public const string Operators = "Compiled.Ops";
    public const string FitOptions = "Compiled.FitOptions";
    public const string ShaderDevices = "Compiled.Shaders.ShaderDevices";

    /// <summary>The method that defines a network, and a layer.</summary>
    public const string Forward = "Forward";

    /// <summary>The operator that takes a method.</summary>
    public const string TimeDistributed = "TimeDistributed";

    /// <summary>The method that defines a cell.</summary>
    public const string Step = "Step";

    public const string TensorNamespace = "System.Numerics.Tensors";
    public const string Tensor = "Tensor";
    public const string Lengths = "Lengths";
    public const string Rank = "Rank";
}
