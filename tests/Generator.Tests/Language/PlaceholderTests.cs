using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Language;

/// <summary>A network with errors is reported as such, and not as members that C# misses.</summary>
public class PlaceholderTests
{
    [Theory]
    [InlineData("""
        [Model(Loss = Loss.BinaryCrossentropy)]
        [Input(3)]
        [Dense(4, Activation = Activation.Softmax)]
        public partial class Net;
        """)]
    [InlineData("""
        [Model]
        public partial class Net
        {
            [Dense(4)] private partial Tensor<float> Hidden(Tensor<float> x);

            public Tensor<float> Forward([Shape(3)] Tensor<float> x) => Hidden(x) + x;
        }
        """)]
    [InlineData("""
        [Model]
        public partial class Net
        {
            [Dense(4)] private partial Tensor<float> Hidden(Tensor<float> x);

            public Tensor<float> Forward([Shape(3)] Tensor<float> x) => Hidden(x * System.DateTime.Now.Second);
        }
        """)]
    public void OnlyTheNetworkIsFoundFaultWith(string model)
    {
        GeneratorResult result = GeneratorHarness.Run($$"""
            using System.Numerics.Tensors;
            using Compiled;

            {{model}}

            public static class Use
            {
                public static float[] Predict(float[] x)
                {
                    using var net = new Net(seed: 1);
                    return net.Predict(x);
                }
            }
            """);
        Assert.Null(result.Exception);
        Assert.NotEmpty(result.Diagnostics);
        Assert.Empty(result.CompilerDiagnostics);
    }
}
