namespace Compiled.Generator.Tests.Lowering;

/// <summary>Token ids where floats are taken, and the other way: said at what does not fit.</summary>
public class ElementTypeTests
{
    [Theory]
    [InlineData("[Dense(4)] private partial Tensor<float> Read(Tensor<int> x);", "Tensor<int>", "Read(x)", "Dense(4)", "put [Embedding] before it, or use OneHot(ids, classes)")]
    [InlineData("[LSTM(4)] [Dense(4)] private partial Tensor<float> Read(Tensor<int> x);", "Tensor<int>", "Read(x)", "LSTM(4)", "put [Embedding] before it")]
    [InlineData("[Embedding(9, 4)] private partial Tensor<float> Read(Tensor<float> x);", "Tensor<float>", "Read(x)", "Embedding(9, 4)", "pass token ids")]
    [InlineData("", "Tensor<int>", "Tanh(x)", "x", "ToFloat")]
    [InlineData("", "Tensor<int>", "MatMul(ToFloat(x), x)", "x", "ToFloat")]
    [InlineData("", "Tensor<int>", "ToFloat(x + 1)", "x + 1", "ToFloat")]
    public void AreSaidThere(string members, string type, string expression, string place, string advice)
    {
        (string message, string found) = LoweringHarness.Finding("CMP0113", $$"""
            [Model]
            public partial class Net
            {
                {{members}}
                public Tensor<float> Forward([Shape(5)] {{type}} x) => {{expression}};
            }
            """);
        Assert.Equal(place, found);
        Assert.Contains(advice, message);
    }

    [Fact]
    public void InAStackAtTheLayer()
    {
        (string message, string place) = LoweringHarness.Finding("CMP0113", """
            [Model]
            [Input(5)]
            [Embedding(9, 4)]
            [Embedding(9, 3)]
            public partial class Net;
            """);
        Assert.Equal("Embedding(9, 3)", place);
        Assert.Contains("'embedding_1' takes tensors of int", message);
    }
}
