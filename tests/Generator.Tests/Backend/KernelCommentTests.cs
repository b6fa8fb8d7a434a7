using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Backend;

/// <summary>What stands above kernels.</summary>
public class KernelCommentTests
{
    [Fact]
    public void AGateIsThePartOfTheProductThatItReads()
    {
        GeneratorResult result = GeneratorHarness.Run("using Compiled; [Model(Loss = Loss.MeanSquaredError)] [Input(5, 16)] [LSTM(32)] public partial class Net;").AssertClean();
        string text = result.Sources["Net.Infer.g.cs"];
        Assert.Contains("// lstm: Sigmoid; (batch, 0..32) to (batch, 32)", text);
        Assert.Contains("// lstm: Sigmoid; (batch, 32..64) to (batch, 32)", text);
        Assert.Contains("(batch, 64..96) to (batch, 32)", text);
        Assert.Contains("// lstm: Sigmoid; (batch, 96..128) to (batch, 32)", text);
    }
}
