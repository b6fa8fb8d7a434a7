using Compiled.Generator.Declarations;
using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering;

/// <summary>The type of a model's input from its parameter: the batch axis, then the sizes of <c>[Shape]</c>.</summary>
internal static class InputTypes
{
    public static TensorType Of(ParameterDeclaration parameter)
    {
        IEnumerable<Dimension> sizes = (parameter.Shape ?? EquatableArray<ConstantValue>.Empty).Select(s => Dimension.Constant(((IntegerValue)s).Value));
        ElementType element = parameter.Type.StartsWith("Tensor<int", StringComparison.Ordinal) ? ElementType.Int32 : ElementType.Float32;
        return new(new Shape(new[] { Dimension.Batch }.Concat(sizes).ToEquatableArray()), element);
    }
}
