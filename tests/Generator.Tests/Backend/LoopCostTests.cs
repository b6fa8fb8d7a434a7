using Compiled.Generator.Reading;
using Compiled.Generator.Tests.Harness;
using Compiled.Kernels;

namespace Compiled.Generator.Tests.Backend;

/// <summary>What a model tells the runtime of its loops: work in all, weights of a step; nothing where the number of samples decides how something is added.</summary>
public class LoopCostTests
{
    [Theory]
    [InlineData("[Input(64, 8)] [LSTM(16)]", "(65536, 1024)")]
    [InlineData("[Input(Length.Any, 3, MaxLength = 12)] [LSTM(4)]", "(64 * (long)length, 64)")]
    [InlineData("[Input(5, 3)] [LSTM(4, Bidirectional = Bidirectional.Concat, ReturnSequences = true)] [SimpleRNN(9)]", "(1045, 81)")]
    [InlineData("[Input(6)] [Embedding(50, 3)] [GRU(4, ResetAfter = false)]", "(288, 48)")]
    [InlineData("[Input(20, 256)] [Conv1D(8, 7)] [SimpleRNN(4)]", "(224, 16)")]
    [InlineData("[Input(2, 1792)] [SimpleRNN(4)]", "(32, 16)")]
    [InlineData("[Input(2, 1793)] [SimpleRNN(4)]", null)]
    [InlineData("[Input(20, 257)] [Conv1D(8, 7)] [SimpleRNN(4)]", null)]
    [InlineData("[Input(3, 5, 5, 2)] [ConvLSTM2D(4, 3)]", null)]
    [InlineData("[Input(4)] [Dense(4)]", null)]
    public void IsWhatThreadsThatShareSamplesGoBy(string layers, string? cost)
    {
        ReadResult read = GeneratorHarness.Read("Net", $"using Compiled; [Model(Loss = Loss.MeanSquaredError)] {layers} public partial class Net;");
        CompilationResult result = Compiler.Compile(read.Declaration!, CancellationToken.None);
        Assert.Empty(result.Diagnostics);
        const string Declaration = "protected override (long Work, long StepWeights) LoopCost(int length) => ";
        string[] costs = [.. result.Files.SelectMany(file => file.Text.Split('\n')).Where(line => line.Contains(Declaration, StringComparison.Ordinal)).Select(line => line.Trim()[Declaration.Length..])];
        Assert.Equal(cost is null ? [] : [cost + ";"], costs);
    }

    [Fact]
    public void SumsUpToItsDepthAreNeverCut()
    {
        int[] rows = [2, 8, 16, 100, 1024];
        Assert.All(rows, count => Assert.Equal(1, MatrixBlocks.Parts(count, 64, 1792, MatrixBlocks.Depth)));
        Assert.NotEqual(1, MatrixBlocks.Parts(8, 64, 2048, MatrixBlocks.Depth));
    }
}
