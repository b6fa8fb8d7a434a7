using System.Numerics.Tensors;

namespace Compiled.EndToEnd.Tests;

/// <summary>A model that must pass everything that every model must pass.</summary>
/// <param name="OutputShape">The expected sizes of one prediction.</param>
/// <param name="Parameters">The expected number of parameters.</param>
public sealed record ModelCase(
    string Name,
    Func<ulong, Model> Create,
    Func<Model, Tensor<float>[], Tensor<float>> Interpret,
    int[] OutputShape,
    long Parameters)
{
    /// <summary>A model with one input.</summary>
    public static ModelCase Of<TModel>(Func<ulong, TModel> create, Func<TModel, Tensor<float>, Tensor<float>> interpret, int[] outputShape, long parameters)
        where TModel : Model =>
        new(typeof(TModel).Name, create, (model, inputs) => interpret((TModel)model, inputs[0]), outputShape, parameters);

    /// <summary>A model with two inputs.</summary>
    public static ModelCase Of<TModel>(Func<ulong, TModel> create, Func<TModel, Tensor<float>, Tensor<float>, Tensor<float>> interpret, int[] outputShape, long parameters)
        where TModel : Model =>
        new(typeof(TModel).Name, create, (model, inputs) => interpret((TModel)model, inputs[0], inputs[1]), outputShape, parameters);

    public override string ToString() => Name;
}
