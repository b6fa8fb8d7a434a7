using Compiled.Generator.Graphs;
using Compiled.Generator.Programs;
using Buffer = Compiled.Generator.Programs.Buffer;

namespace Compiled.Generator.Tests.Backend;

public class MemoryPlannerTests
{
    [Fact]
    public void NoTwoLiveValuesOverlapInRandomGraphs()
    {
        int values = 0, shared = 0;
        for (int seed = 0; seed < 100; seed++)
        {
            Program program = Scheduler.Schedule("Train", RandomGraphs.Create(seed));
            Verify(program);
            Buffer[] workspace = [.. program.Buffers.Where(b => b.Storage == Storage.Workspace)];
            values += workspace.Length;
            shared += workspace.GroupBy(b => b.Offset).Sum(g => g.Count() - 1);
        }

        // The planner would be sound, but useless, if it never used a place twice.
        Assert.True(shared > values / 4, $"{shared} of {values} values share a place");
    }

    [Fact]
    public void TrainingNeedsTheActivationsAndLittleMore()
    {
        Program program = Scheduler.Schedule("Train", TrainingGraphs.Classifier(784, 128, 128, 10));
        Verify(program);

        // Two saved activations, the gradient flowing through one layer, and a few narrow values.
        Assert.InRange(program.WorkspaceLength.Coefficient("batch"), 3 * 128, (3 * 128) + 64);
    }

    [Fact]
    public void MixedSizesAreBoundedAndAligned()
    {
        var builder = new GraphBuilder();
        Value x = builder.Apply(new Operators.Input(0, new(Shape.Of(Dimension.Batch, 5))));
        Value longer = x.Builder.Apply(new Operators.Pad(0, 1, 1), x);
        Value product = builder.Apply(new Operators.MatrixProduct(false, true), longer, longer);
        builder.Output(OutputKind.Prediction, 0, builder.Apply(new Operators.Softmax(), builder.Apply(new Operators.Softmax(), product)));
        Program program = Scheduler.Schedule("Infer", builder.ToGraph());
        Verify(program);
        Assert.True(program.WorkspaceLength.Coefficient("batch", "batch") >= 9);
    }

    /// <summary>Every value that a kernel reads or writes has a place, 64-byte aligned in the workspace, and shares it with no value alive at the same time.</summary>
    internal static void Verify(Program program)
    {
        HashSet<(int, int)> together = [.. program.Kernels.Where(k => k.Before is not null).Select(k => (k.Root.Id, k.Before!.Value))];
        Dictionary<int, Buffer> buffers = program.Buffers.ToDictionary(b => b.Node);
        IReadOnlyList<Lifetime> lifetimes = Lifetime.Of(program.Graph, program.Kernels);
        var written = new HashSet<int>(lifetimes.Select(l => l.Node));
        foreach (Kernel kernel in program.Kernels)
        {
            foreach (int node in kernel.Results.Concat(kernel.Inputs.Select(program.Graph.Owner)))
            {
                Assert.True(buffers.ContainsKey(node), $"%{node} has no place");
                Assert.True(buffers[node].Storage != Storage.Workspace || written.Contains(node), $"%{node} is read, but no kernel writes it");
            }
        }

        Lifetime[] workspace = [.. lifetimes.Where(l => buffers[l.Node].Storage == Storage.Workspace)];
        (int First, int Second)[] meetings = [..
            from i in Enumerable.Range(0, workspace.Length)
            from j in Enumerable.Range(0, i)
            where workspace[i].Meets(workspace[j])
                && !together.Contains((workspace[i].Node, workspace[j].Node)) && !together.Contains((workspace[j].Node, workspace[i].Node))
            select (i, j)];
        for (int batch = 1; batch <= 130; batch++)
        {
            (long Begin, long End)[] places = [.. workspace.Select(l => (Value(buffers[l.Node].Offset, batch), Value(buffers[l.Node].Offset, batch) + Value(buffers[l.Node].Length, batch)))];
            long total = Value(program.WorkspaceLength, batch);
            Assert.All(places, place => Assert.True(place.Begin % 16 == 0 && place.Begin >= 0 && place.End <= total));
            foreach ((int i, int j) in meetings)
            {
                if (places[i].Begin < places[j].End && places[j].Begin < places[i].End)
                {
                    Assert.Fail($"%{workspace[i].Node} and %{workspace[j].Node} overlap for {batch} samples in\n{program.Graph}");
                }
            }
        }
    }

    private static long Value(Dimension size, int batch) => size.Evaluate(_ => batch);
}
