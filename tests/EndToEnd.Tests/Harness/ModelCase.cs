using System.Numerics.Tensors;

namespace Compiled.EndToEnd.Tests;

/// <summary>A model that must pass everything that every model must pass.</summary>
/// <param name="OutputShape">The expected sizes of one prediction.</param>
/// <param name="Parameters">The expected number of parameters.</param>
public sealed record ModelCase(
    string Name,
    Func<ulong, Model> Create,
    Func<Model, Batch, Tensor<float>> Interpret,
    int[] OutputShape,
    long Parameters)
{
    /// <summary>A model with one input.</summary>
    public static ModelCase Of<TModel>(Func<ulong, TModel> create, Func<TModel, Tensor<float>, Tensor<float>> interpret, int[] outputShape, long parameters)
        where TModel : Model =>
        new(typeof(TModel).Name, create, (model, batch) => interpret((TModel)model, TestData.Floats(batch, 0)), outputShape, parameters);

    /// <summary>A model with two inputs.</summary>
    public static ModelCase Of<TModel>(Func<ulong, TModel> create, Func<TModel, Tensor<float>, Tensor<float>, Tensor<float>> interpret, int[] outputShape, long parameters)
        where TModel : Model =>
        new(typeof(TModel).Name, create, (model, batch) => interpret((TModel)model, TestData.Floats(batch, 0), TestData.Floats(batch, 1)), outputShape, parameters);

    /// <summary>A model of token ids below <see cref="TestData.Ids"/>.</summary>
    public static ModelCase OfIds<TModel>(Func<ulong, TModel> create, Func<TModel, Tensor<int>, Tensor<float>> interpret, int[] outputShape, long parameters)
        where TModel : Model =>
        new(typeof(TModel).Name, create, (model, batch) => interpret((TModel)model, TestData.Integers(batch, 0)), outputShape, parameters);

    public override string ToString() => Name;
}
