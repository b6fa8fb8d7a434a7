using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Language;

/// <summary>One build reports what is wrong with the code of a network and with its shapes together, and nothing that follows from either.</summary>
public class SeveralFindingsTests
{
    [Theory]
    [InlineData("return Hidden(x * System.DateTime.Now.Second) + Reshape(x, -1, 3);", "CMP0024", "CMP0102")]
    [InlineData("var y = Reshape(x, -1, 3); foreach (var (a, b) in new[] { (x, x) }) { y = a; } return Hidden(y);", "CMP0023", "CMP0102")]
    [InlineData("return Softmax(Softmax(x)) + Missing(x) * Hidden(Reshape(x, 3));", "CMP0025", "CMP0102", "CMP0108")]
    [InlineData("var y = System.Numerics.Tensors.Tensor.Exp<float>(x); return -Hidden(y) + y.Lengths[1];", "CMP0025")]
    [InlineData("for (int i = 0; i < 10; _count++) { x = x * 2; } return x;", "CMP0023")]
    [InlineData("for (int i = 0; ; i++) { if (i == 3) break; x = x * 2; } return x;", "CMP0023")]
    [InlineData("do { return x; } while (true);", "CMP0023")]
    [InlineData("Tensor<float> y; y = x; y -= 1; return Hidden(y);", "CMP0036")]
    public void AllOfThemAtOnce(string body, params string[] expected)
    {
        GeneratorResult result = GeneratorHarness.Run($$"""
            using System.Numerics.Tensors;
            using Compiled;
            using static Compiled.Ops;

            [Model(Loss = Loss.MeanSquaredError)]
            public partial class Net
            {
                private int _count;

                [Dense(4)] private partial Tensor<float> Hidden(Tensor<float> x);

                public Tensor<float> Forward([Shape(4)] Tensor<float> x)
                {
                    {{body}}
                }
            }
            """);
        Assert.Null(result.Exception);
        Assert.Equal(expected, result.Diagnostics.Select(d => d.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void AModelThatHoldsARefusedOneIsSilent()
    {
        GeneratorResult result = GeneratorHarness.Run("""
            using System.Numerics.Tensors;
            using Compiled;

            [Model]
            public partial class Inner
            {
                public Tensor<float> Forward([Shape(4)] Tensor<float> x) => x * System.DateTime.Now.Second;
            }

            [Model]
            public partial class Outer
            {
                private partial Inner Inner { get; }

                public Tensor<float> Forward([Shape(4)] Tensor<float> x) => Inner.Forward(x);
            }
            """);
        Assert.Null(result.Exception);
        Assert.Equal(["System.DateTime.Now.Second"], result.SpansOf("CMP0024"));
        Assert.Single(result.Diagnostics);
    }
}
