using Compiled.Generator.Graphs;
using Compiled.Generator.Programs;

namespace Compiled.Generator.Tests.Backend;

/// <summary>The training step of a classifier large enough for threads.</summary>
public class TrainingProgramTests
{
    private static readonly Graph Classifier = TrainingGraphs.Classifier(96, 80, 64, 10);

    private static readonly Lazy<CompiledPrograms> Compiled = new(() => CompiledPrograms.Of(Classifier));

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(128)]
    public void LossesAndGradientsAreThoseOfTheInterpreter(int batch) =>
        Assert.Equal("", string.Join("\n", Comparison.Differences(Classifier, Compiled.Value.Programs[0], Compiled.Value[0], batch, seed: 5)));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void TheNumberOfThreadsChangesNoBit(int workers)
    {
        Program program = Compiled.Value.Programs[0];
        var leaves = new Leaves(9);
        using var alone = new ProgramRun(program, Compiled.Value[0], 512, leaves.Of);
        using var shared = new ProgramRun(program, Compiled.Value[0], 512, leaves.Of, workers);
        foreach (GraphOutput output in program.Graph.Outputs)
        {
            Assert.Equal(alone[output.Kind, output.Index].ToArray(), shared[output.Kind, output.Index].ToArray());
        }
    }

    [Fact]
    public void AStepAllocatesNothing()
    {
        using var run = new ProgramRun(Compiled.Value.Programs[0], Compiled.Value[0], 64, new Leaves(2).Of);
        run.Again();
        long before = GC.GetAllocatedBytesForCurrentThread();
        run.Again();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
