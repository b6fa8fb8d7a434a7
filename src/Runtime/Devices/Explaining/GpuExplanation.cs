using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Compiled.Devices;

namespace Compiled;

/// <summary>What a model asks of a GPU, dispatch by dispatch; as text, a table.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="BatchSize">For so many samples.</param>
/// <param name="Length">The steps of the sequences, for a model that takes any number; else null.</param>
/// <param name="TrainingStep">One step of training with its optimizer; null for a model that only predicts.</param>
/// <param name="Prediction">One prediction.</param>
public sealed record GpuExplanation(string Model, int BatchSize, int? Length, GpuProgram? TrainingStep, GpuProgram Prediction)
{
    /// <inheritdoc/>
    public override string ToString()
    {
        string samples = Wording.Count(BatchSize, "sample") + (Length is { } steps ? $" of {Wording.Count(steps, "step")}" : "");
        var text = new StringBuilder();
        foreach (GpuProgram program in TrainingStep is { } step ? [step, Prediction] : new[] { Prediction })
        {
            text.Append(CultureInfo.InvariantCulture, $"{Model}, {program.Name} of {samples}: ");
            program.Write(text);
        }

        return text.ToString();
    }
}

/// <summary>The dispatches of one run of a program. Bytes count each element that a kernel needs once, however often groups read it again.</summary>
/// <param name="Name">What is run.</param>
/// <param name="Dispatches">In order.</param>
/// <param name="Barriers">How often kernels wait for those before them.</param>
/// <param name="BytesUploaded">From the processor's memory: inputs, targets, weights of samples.</param>
/// <param name="BytesDownloaded">To it: losses, or predictions.</param>
public sealed record GpuProgram(string Name, ImmutableArray<GpuDispatch> Dispatches, int Barriers, long BytesUploaded, long BytesDownloaded)
{
    /// <summary>What all kernels read.</summary>
    public long BytesRead => Dispatches.Sum(dispatch => dispatch.BytesRead);

    /// <summary>What all kernels write.</summary>
    public long BytesWritten => Dispatches.Sum(dispatch => dispatch.BytesWritten);

    internal void Write(StringBuilder text)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"{Dispatches.Length:N0} dispatches, {Barriers:N0} barriers; {BytesRead:N0} bytes read, {BytesWritten:N0} written, {BytesUploaded:N0} up, {BytesDownloaded:N0} down");
        string[][] rows = [["", "kernel", "layer", "operators", "threads", "read", "written"], .. DispatchRun.Of(Dispatches).SelectMany(Rows)];
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
        {
            // Numbers stand to the right.
            IEnumerable<string> cells = row.Select((cell, column) => column is 0 or > 3 ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            text.AppendLine(string.Join("  ", cells).TrimEnd());
        }

        text.AppendLine();
    }

    /// <summary>What is repeated, as a loop over the steps of sequences is, stands once, below how often.</summary>
    private IEnumerable<string[]> Rows(DispatchRun run)
    {
        if (run.Times > 1)
        {
            yield return [$"{run.Start + 1}-{run.Start + (run.Times * run.Length)}", $"× {run.Times}, each:", "", "", "", "", ""];
        }

        for (int i = run.Start; i < run.Start + run.Length; i++)
        {
            GpuDispatch dispatch = Dispatches[i];
            yield return
            [
                run.Times > 1 ? "" : (i + 1).ToString(CultureInfo.InvariantCulture),
                (run.Times > 1 ? "  " : "") + dispatch.Kernel,
                dispatch.Layer,
                dispatch.Operators,
                dispatch.Threads.ToString("N0", CultureInfo.InvariantCulture),
                dispatch.BytesRead.ToString("N0", CultureInfo.InvariantCulture),
                dispatch.BytesWritten.ToString("N0", CultureInfo.InvariantCulture),
            ];
        }
    }
}

/// <summary>One kernel that runs once.</summary>
/// <param name="Kernel">The struct that the generator, or the library, has for it.</param>
/// <param name="Layer">The layer that it computes; empty for losses and optimizers.</param>
/// <param name="Operators">The operators that are fused into it, in order.</param>
/// <param name="Groups">The groups of threads.</param>
/// <param name="GroupSize">The threads of a group.</param>
/// <param name="BytesRead">What it has to read.</param>
/// <param name="BytesWritten">What it writes.</param>
public sealed record GpuDispatch(string Kernel, string Layer, string Operators, GroupCount Groups, GroupSize GroupSize, long BytesRead, long BytesWritten)
{
    /// <summary>The threads of all groups.</summary>
    public long Threads => (long)Groups.X * Groups.Y * Groups.Z * GroupSize.X * GroupSize.Y * GroupSize.Z;
}
