namespace Compiled.Generator.Declarations;

/// <summary>
/// All that a user declared about one model, without a single Roslyn symbol: equal declarations generate equal code.
/// Both forms of the language arrive here alike; an attribute stack is a <see cref="Forward"/> that calls each layer in turn.
/// </summary>
/// <param name="Settings">The arguments of <c>[Model]</c>.</param>
/// <param name="Layers">Every layer once; a layer called twice shares its weights.</param>
/// <param name="Members">Models held by this one.</param>
/// <param name="Methods">The static methods that <see cref="Forward"/> inlines, and custom losses and metrics, by key.</param>
/// <param name="CustomLayers">The user's <c>[Layer]</c> and <c>[Cell]</c> classes that <see cref="Layers"/> name, by type name.</param>
/// <param name="IsChain">Whether the model is an attribute stack: then the generator writes its <c>Forward</c>.</param>
internal sealed record ModelDeclaration(
    TypeDeclaration Type,
    EquatableArray<Setting> Settings,
    EquatableArray<LayerDeclaration> Layers,
    EquatableArray<MemberDeclaration> Members,
    MethodDeclaration Forward,
    EquatableArray<MethodDeclaration> Methods,
    EquatableArray<CustomLayerDeclaration> CustomLayers,
    EquatableArray<OutputDeclaration> Outputs,
    bool IsChain,
    int Span)
{
    /// <summary>Whether parts of its methods were refused: the rest is looked at for further findings, but nothing is compiled.</summary>
    public bool IsRefused { get; init; }

    /// <summary>Whether the project asks for kernels of every model that does not say so itself: the property <c>CompiledGpu</c>.</summary>
    public bool IsGpuProject { get; init; }

    /// <summary>Whether the project wants a kernel for each operator: the property <c>CompiledFusion</c> is <c>false</c>.</summary>
    public bool IsUnfused { get; init; }

    /// <summary>The methods that carry several layers.</summary>
    public EquatableArray<StackDeclaration> Stacks { get; init; } = EquatableArray<StackDeclaration>.Empty;
}

/// <summary>Where generated parts of a class go. <paramref name="ContainingTypes"/> are written as <c>partial class Outer</c>, outermost first.</summary>
/// <param name="Keyword">As in <c>public sealed partial class</c> without <c>partial</c>: what the generated part must repeat is nothing but <c>partial class</c>; kept for documentation.</param>
internal sealed record TypeDeclaration(string Namespace, EquatableArray<string> ContainingTypes, string Name, string Keyword)
{
    public string FullName => string.Join(".", new[] { Namespace }.Where(n => n.Length > 0).Concat(ContainingTypes.Select(c => c.Split(' ').Last())).Concat([Name]));
}

/// <summary>A named argument of an attribute; positional arguments carry the name of their parameter in Pascal case.</summary>
internal sealed record Setting(string Name, ConstantValue Value, int Span);

/// <summary>A layer of the model.</summary>
/// <param name="Name">As weights and <c>Summary</c> name it, in Keras's snake case: <c>dense_1</c>, <c>hidden1</c>; unique in the model.</param>
/// <param name="Member">The partial method that declares it; in a chain the name the generator gives to its method.</param>
/// <param name="Kind">The attribute's name without the suffix: <c>Dense</c>; for a custom layer its full type name.</param>
/// <param name="Parameters">The names of the method's tensor parameters.</param>
/// <param name="Modifiers">What the generated implementing part must repeat, such as <c>private partial</c>.</param>
internal sealed record LayerDeclaration(
    string Name,
    string Member,
    string Kind,
    EquatableArray<Setting> Settings,
    EquatableArray<string> Parameters,
    string Modifiers,
    bool IsFrozen,
    int Span)
{
    /// <summary>The parameters that are <c>Tensor&lt;int&gt;</c>, token ids; the others are <c>Tensor&lt;float&gt;</c>.</summary>
    public EquatableArray<string> IntegerParameters { get; init; } = EquatableArray<string>.Empty;

    /// <summary>The layers that <c>[StackedCells]</c> makes its cells; none for all others.</summary>
    public EquatableArray<LayerDeclaration> Cells { get; init; } = EquatableArray<LayerDeclaration>.Empty;

    /// <summary>The names (empty where there is none) of the elements of the tuple that the method returns; none for a single tensor.</summary>
    public EquatableArray<string> Results { get; init; } = EquatableArray<string>.Empty;
}

/// <summary>A partial method with several layers, each called on the result of the one before; it takes what the first takes.</summary>
/// <param name="Layers">The members of the layers, first to last.</param>
internal sealed record StackDeclaration(string Member, string Modifiers, EquatableArray<string> Layers);

/// <summary>A model held by another: <c>private partial Generator Generator { get; }</c>.</summary>
internal sealed record MemberDeclaration(string Name, string Member, string Modifiers, ModelDeclaration Model, bool IsFrozen, int Span);

/// <summary>A class of the user's with <c>[Layer]</c> or <c>[Cell]</c>. Its options are compile-time values from the attribute that uses it.</summary>
/// <param name="Options">The constructor's parameters and the public properties with setters; a <see cref="Setting"/> names a parameter in Pascal case.</param>
/// <param name="Forward">The <c>Forward</c> of a layer, the <c>Step</c> of a cell.</param>
/// <param name="PropertyOptions">The names of those options that are properties: they are set in an object initializer.</param>
internal sealed record CustomLayerDeclaration(
    TypeDeclaration Type,
    EquatableArray<ParameterDeclaration> Options,
    EquatableArray<string> PropertyOptions,
    EquatableArray<WeightDeclaration> Weights,
    MethodDeclaration Forward,
    EquatableArray<MethodDeclaration> Methods,
    int Span)
{
    /// <summary>The states of a cell, in the order of its parameters behind the first; none for a layer.</summary>
    public EquatableArray<StateDeclaration> States { get; init; } = EquatableArray<StateDeclaration>.Empty;

    public bool IsCell => States.Count > 0;
}

/// <summary>A state of a cell, with its sizes behind the batch as those of a <see cref="WeightDeclaration"/>.</summary>
internal sealed record StateDeclaration(string Name, EquatableArray<string> Shape, int Span);

/// <summary>
/// A weight of a custom layer. Each size is a dimension expression: an integer, the name of an option, or <c>x[axis]</c>,
/// a size of the <c>Forward</c> parameter x, combined with + - * and parentheses.
/// </summary>
internal sealed record WeightDeclaration(string Name, string Member, string Modifiers, EquatableArray<string> Shape, EquatableArray<Setting> Settings, int Span);

/// <summary>Settings of one output, from <c>[Output]</c>; several outputs are numbered as the tuple's elements.</summary>
internal sealed record OutputDeclaration(int Index, string Name, EquatableArray<Setting> Settings, int Span);

/// <summary>A method as the compiler sees it. <paramref name="Key"/> is unique among the model's methods.</summary>
internal sealed record MethodDeclaration(string Key, string Name, EquatableArray<ParameterDeclaration> Parameters, EquatableArray<Statement> Body, int Span);

/// <summary>A parameter: a tensor (with the sizes of <c>[Shape]</c>, batch left out, for the model's own inputs) or a compile-time value.</summary>
/// <param name="Type">As written in C#: <c>Tensor&lt;float&gt;</c>, <c>Tensor&lt;int&gt;</c>, <c>int</c>, <c>float</c> …</param>
/// <param name="Shape">The sizes given by <c>[Shape]</c>; null for none.</param>
/// <param name="Default">The default value of an optional parameter.</param>
internal sealed record ParameterDeclaration(string Name, string Type, EquatableArray<ConstantValue>? Shape, ConstantValue? Default, int Span)
{
    /// <summary>Whether the input's data lie channels first; its sizes are then given in that order.</summary>
    public bool IsChannelsFirst { get; init; }

    /// <summary>Among sizes: <c>Length.Any</c>.</summary>
    public const long AnyLength = -1;

    /// <summary>The most steps of a sequence where the first size is <see cref="AnyLength"/>; else 0.</summary>
    public int MaxLength { get; init; }

    public bool IsTensor => Type.StartsWith("Tensor<", StringComparison.Ordinal) && Type.EndsWith(">", StringComparison.Ordinal);
}

/// <summary>What the generated half of a custom layer's class is made from.</summary>
/// <param name="UnreadParameters">Options that stand in the sizes of weights and states alone, which C# does not see.</param>
internal sealed record LayerPart(TypeDeclaration Type, EquatableArray<WeightPart> Weights, EquatableArray<string> UnreadParameters);

/// <summary>A weight of a <see cref="LayerPart"/>.</summary>
internal sealed record WeightPart(string Member, string Modifiers, EquatableArray<string> Shape);
