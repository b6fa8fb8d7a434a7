namespace Compiled.Kernels;

/// <summary>A matrix for each step, steps × rows × depth, in whatever order its rows lie.</summary>
public unsafe interface ISequence
{
    /// <summary>The elements of the sequence.</summary>
    nint Steps { get; }

    /// <summary>The rows of an element.</summary>
    nint Rows { get; }

    /// <summary>The length of a row.</summary>
    nint Depth { get; }

    /// <summary>Whether elements are copied before they are read: then there is memory for some of them.</summary>
    static abstract bool IsCopied { get; }

    /// <summary>Some elements, one behind the other: where they lie, or copied.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">How many.</param>
    /// <param name="memory">Room for as many.</param>
    /// <param name="workers">The threads that copy.</param>
    float* Read(nint first, nint count, float* memory, Workers workers);
}

/// <summary>A sequence whose elements lie one behind the other.</summary>
/// <param name="source">steps × rows × depth.</param>
/// <param name="steps">The elements of the sequence.</param>
/// <param name="rows">The rows of an element.</param>
/// <param name="depth">The length of a row.</param>
public readonly unsafe struct StepSequence(float* source, nint steps, nint rows, nint depth) : ISequence
{
    /// <inheritdoc/>
    public nint Steps => steps;

    /// <inheritdoc/>
    public nint Rows => rows;

    /// <inheritdoc/>
    public nint Depth => depth;

    /// <inheritdoc/>
    public static bool IsCopied => false;

    /// <inheritdoc/>
    public float* Read(nint first, nint count, float* memory, Workers workers) => source + (first * rows * depth);
}

/// <summary>A sequence whose samples lie one behind the other, as a batch does.</summary>
/// <param name="source">rows × steps × depth.</param>
/// <param name="steps">The elements of the sequence.</param>
/// <param name="rows">The rows of an element: the samples.</param>
/// <param name="depth">The length of a row.</param>
public readonly unsafe struct SampleSequence(float* source, nint steps, nint rows, nint depth) : ISequence
{
    /// <inheritdoc/>
    public nint Steps => steps;

    /// <inheritdoc/>
    public nint Rows => rows;

    /// <inheritdoc/>
    public nint Depth => depth;

    /// <inheritdoc/>
    public static bool IsCopied => true;

    /// <inheritdoc/>
    public float* Read(nint first, nint count, float* memory, Workers workers)
    {
        if (rows == 1)
        {
            return source + (first * depth);
        }

        for (nint step = 0; step < count; step++)
        {
            Movement.CopyBlocks(source + ((first + step) * depth), steps * depth, memory + (step * rows * depth), depth, rows, depth, workers);
        }

        return memory;
    }
}

/// <summary>A sequence of a table's rows, named by the ids of a batch: what an embedding gives to a recurrent layer.</summary>
/// <param name="table">entries × depth.</param>
/// <param name="ids">rows × steps; one outside of the table names a row of NaN.</param>
/// <param name="entries">The rows of the table.</param>
/// <param name="steps">The elements of the sequence.</param>
/// <param name="rows">The rows of an element: the samples.</param>
/// <param name="depth">The length of a row.</param>
public readonly unsafe struct TableSequence(float* table, int* ids, nint entries, nint steps, nint rows, nint depth) : ISequence
{
    /// <summary>The table.</summary>
    public float* Table => table;

    /// <summary>rows × steps.</summary>
    public int* Ids => ids;

    /// <summary>The rows of the table.</summary>
    public nint Entries => entries;

    /// <inheritdoc/>
    public nint Steps => steps;

    /// <inheritdoc/>
    public nint Rows => rows;

    /// <inheritdoc/>
    public nint Depth => depth;

    /// <inheritdoc/>
    public static bool IsCopied => true;

    /// <inheritdoc/>
    public float* Read(nint first, nint count, float* memory, Workers workers)
    {
        for (nint step = 0; step < count; step++)
        {
            Gather.Run(table, ids + first + step, steps, memory + (step * rows * depth), rows, entries, depth, workers);
        }

        return memory;
    }
}
