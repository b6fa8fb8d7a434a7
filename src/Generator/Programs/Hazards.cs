using Compiled.Generator.Graphs;

namespace Compiled.Generator.Programs;

/// <summary>
/// Which kernels of a program may overlap where they can run side by side, as on a GPU: a kernel needs a barrier before it when it reads or
/// writes what a kernel behind the last barrier writes, or writes what such a kernel reads.
/// </summary>
internal static class Hazards
{
    /// <returns>For each kernel: whether a barrier comes before it.</returns>
    public static IReadOnlyList<bool> Barriers(Program program)
    {
        Dictionary<int, Buffer> buffers = program.Buffers.ToDictionary(b => b.Node);
        var barriers = new List<bool>();
        var reads = new List<Buffer>();
        var writes = new List<Buffer>();
        foreach (Kernel kernel in program.Kernels)
        {
            Buffer[] read = [.. kernel.Inputs.Select(program.Graph.Owner).Where(buffers.ContainsKey).Select(node => buffers[node])];
            Buffer[] written = [.. kernel.Results.Select(node => buffers[node])];
            bool waits = read.Any(r => writes.Any(w => Meet(r, w))) || written.Any(w => reads.Any(r => Meet(r, w)) || writes.Any(other => Meet(other, w)));
            if (waits)
            {
                reads.Clear();
                writes.Clear();
            }

            reads.AddRange(read);
            writes.AddRange(written);
            barriers.Add(waits);
        }

        return barriers;
    }

    /// <summary>Whether two buffers may share an element, whatever the symbols' values.</summary>
    private static bool Meet(Buffer left, Buffer right) => left.Storage == right.Storage && left.Index == right.Index
        && !(left.Storage == Storage.Workspace && (IsBehind(left, right) || IsBehind(right, left)));

    private static bool IsBehind(Buffer first, Buffer second) => (second.Offset - first.Offset - first.Length).Monomials.All(m => m.Coefficient >= 0);
}
