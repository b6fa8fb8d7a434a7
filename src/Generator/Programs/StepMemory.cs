using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Programs;

/// <summary>
/// The memory that a scan needs beside its results: the workspace of a step, used by each step anew, and two places in turn for each state
/// that is not an element of a resulting sequence anyway.
/// </summary>
/// <param name="States">By state: the first of its two places; null where the state lies in a sequence.</param>
/// <param name="Length">Of all of it, in floats.</param>
internal sealed record StepMemory(EquatableArray<Dimension?> States, Dimension Length)
{
    public static StepMemory Of(Kernel kernel)
    {
        var scan = (Scan)kernel.Root.Operator;
        Dimension length = kernel.Body!.WorkspaceLength;
        var states = new Dimension?[scan.States];
        for (int i = 0; i < states.Length; i++)
        {
            if (SequenceOf(scan, i) is null)
            {
                states[i] = length;
                length += scan.OutputOf(OutputKind.State, i).Shape.Length * 2;
            }
        }

        return new(states.ToEquatableArray(), length);
    }

    /// <summary>The resulting sequence whose elements are a state; null if there is none.</summary>
    public static int? SequenceOf(Scan scan, int state)
    {
        int node = scan.OutputOf(OutputKind.State, state).Id;
        return scan.Body.Outputs.FirstOrDefault(o => o.Kind == OutputKind.Step && o.Node == node)?.Index;
    }

    /// <summary>The kernel of a scan with the program of its step, and its memory among its results.</summary>
    public static Kernel WithBody(Kernel kernel, Fusing fusing)
    {
        var scan = (Scan)kernel.Root.Operator;
        Graph body = scan.Body with { Outputs = scan.Body.Outputs.Where(o => o.Kind == OutputKind.Step || SequenceOf(scan, o.Index) is null).ToEquatableArray() };
        Kernel scheduled = kernel with { Body = Scheduler.Schedule("Step", body, fusing) };
        return Of(scheduled).Length == Dimension.Zero ? scheduled : scheduled with { Results = kernel.Results.Prepend(kernel.Root.Id).ToEquatableArray() };
    }
}
