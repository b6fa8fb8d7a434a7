namespace Compiled.Generator.Tests.Harness;

public class GeneratorHarnessTests
{
    [Fact]
    public void OrdinaryCodeCompilesAndLoads()
    {
        GeneratorResult result = GeneratorHarness.Run("""
            using System.Numerics.Tensors;

            public static class Doubling
            {
                public static Tensor<float> Twice(Tensor<float> x) => x + x * 1f;
            }
            """);
        Assert.NotNull(result.Load().GetType("Doubling"));
        Assert.Empty(result.Sources);
    }
}
