using Compiled.Generator.Declarations;
using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering;

/// <summary>The type of a model's input from its parameter: the batch axis, then the sizes of <c>[Shape]</c>.</summary>
internal static class InputTypes
{
    /// <summary>As data come in.</summary>
    public static TensorType Of(ParameterDeclaration parameter)
    {
        IEnumerable<Dimension> sizes = (parameter.Shape ?? EquatableArray<ConstantValue>.Empty).Select(s => ((IntegerValue)s).Value is var size && size == ParameterDeclaration.AnyLength ? Dimension.Length : Dimension.Constant(size));
        ElementType element = parameter.Type.StartsWith("Tensor<int", StringComparison.Ordinal) ? ElementType.Int32 : ElementType.Float32;
        return new(new Shape(new[] { Dimension.Batch }.Concat(sizes).ToEquatableArray()), element);
    }

    /// <summary>As <c>Forward</c> sees it: channels last.</summary>
    public static TensorType InForward(ParameterDeclaration parameter) => Order(parameter) is { } order ? new Transpose(order).Infer([Of(parameter)]) : Of(parameter);

    /// <summary>For an input whose data lie channels first, the order of the axes that puts them last; else null.</summary>
    public static EquatableArray<int>? Order(ParameterDeclaration parameter) => parameter is { IsChannelsFirst: true, Shape: { Count: var rank } }
        ? [0, .. Enumerable.Range(2, rank - 1), 1]
        : null;
}
