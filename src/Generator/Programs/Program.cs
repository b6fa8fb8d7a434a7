using Compiled.Generator.Graphs;

namespace Compiled.Generator.Programs;

/// <summary>A graph cut into kernels, in order, with a place for every value that outlives its kernel.</summary>
/// <param name="Name"><c>Infer</c>, <c>Evaluate</c> or <c>Train</c>; <c>Step</c> for the body of a loop.</param>
/// <param name="Buffers">Where the leaves and the results of kernels lie, in the order of their nodes; views share the buffer of what they show.</param>
/// <param name="WorkspaceLength">In floats.</param>
internal sealed record Program(string Name, Graph Graph, EquatableArray<Kernel> Kernels, EquatableArray<Buffer> Buffers, Dimension WorkspaceLength)
{
    /// <summary>Whether a kernel is a scan.</summary>
    public bool HasLoops => Kernels.Any(k => k.Body is not null);

    /// <summary>What the workspace would take, in floats, if no two values shared a place.</summary>
    public Dimension UnsharedLength => Buffers.Where(b => b.Storage == Storage.Workspace).Aggregate(Dimension.Zero, (sum, buffer) => sum + buffer.Length);
}

/// <summary>A loop (or a call of a runtime kernel) that computes several nodes at once.</summary>
/// <param name="Root">The node that decides the loop: a contraction, a reduction, an opaque operator, or the last elementwise node.</param>
/// <param name="Prologue">The elementwise nodes computed before the root, element by element as it reads them; in order.</param>
/// <param name="Epilogue">The elementwise nodes computed from the root's elements before they are stored; in order.</param>
/// <param name="Inputs">The nodes whose memory is read; a view is named itself, as its shape says how.</param>
/// <param name="Results">The nodes written to memory.</param>
internal sealed record Kernel(
    int Index,
    Node Root,
    EquatableArray<int> Prologue,
    EquatableArray<int> Epilogue,
    EquatableArray<int> Inputs,
    EquatableArray<int> Results)
{
    /// <summary>The program of one step, for a scan.</summary>
    public Program? Body { get; init; }

    /// <summary>For a scan: products over all steps of its sequences that are computed in its loop; see <see cref="StreamedProducts"/>.</summary>
    public EquatableArray<Kernel> Streamed { get; init; } = EquatableArray<Kernel>.Empty;

    /// <summary>For a product that a loop computes for a few steps at a time: where it reads its left side, if that does not lie in the order of steps.</summary>
    public StreamedRows? Rows { get; init; }

    /// <summary>Results that lie in the rows of others, as parts of a concatenation; see <see cref="ConcatenationsInPlace"/>.</summary>
    public EquatableArray<RowPart> Parts { get; init; } = EquatableArray<RowPart>.Empty;

    /// <summary>For a concatenation: the value in whose memory it lies; null for none.</summary>
    public MemoryBefore? Before { get; init; }

    /// <summary>Nodes that are computed where they are read, from the inputs, in order; see <see cref="ReadThrough"/>.</summary>
    public EquatableArray<int> Through { get; init; } = EquatableArray<int>.Empty;

    /// <summary>The nodes whose elements the loop takes: the inputs, and what is read through to them in their place.</summary>
    public EquatableArray<int> Loads { get; init; } = Inputs;

    /// <summary>All nodes computed here, in order.</summary>
    public IEnumerable<int> Nodes => Prologue.Append(Root.Id).Concat(Epilogue);
}

/// <summary>The left side of a streamed product, read where a batch lies instead of from a copy in the order of steps.</summary>
/// <param name="Source">(batch, steps, depth); with ids a table of weights, (entries, depth).</param>
/// <param name="Ids">(batch, steps), whose rows of the table are meant; null for none.</param>
internal sealed record StreamedRows(int Source, int? Ids);

/// <summary>A result that is stored as a part of each row of another.</summary>
/// <param name="Node">The result.</param>
/// <param name="Whole">The concatenation along the last axis that it is part of.</param>
/// <param name="Start">Its first column there.</param>
internal sealed record RowPart(int Node, int Whole, Dimension Start);

/// <summary>A concatenation that ends with the beginning of a value lies right before it: what comes before is all that is copied.</summary>
/// <param name="Value">The value.</param>
/// <param name="Length">What comes before it, in floats.</param>
internal sealed record MemoryBefore(int Value, Dimension Length);

/// <summary>What a buffer is part of.</summary>
internal enum Storage
{
    Workspace,
    Input,
    Target,
    SampleWeight,
    Parameter,
    Gradient,
    Prediction,
    Loss,
    Metric,
    Mask,
    InputGradient,

    /// <summary>What a layer keeps between batches, as the batch before left it.</summary>
    CarriedState,

    /// <summary>What a layer keeps for the next batch.</summary>
    NextCarriedState,

    Activation,
    ActivationGradient,

    /// <summary>In the program of a step: a state as the step finds it.</summary>
    State,

    /// <summary>In the program of a step: its element of a sequence.</summary>
    Slice,

    /// <summary>In the program of a step: the next step's element of a sequence.</summary>
    Ahead,

    /// <summary>In the program of a step: a tensor from outside of the loop.</summary>
    Capture,

    /// <summary>In the program of a step: a state as the step leaves it.</summary>
    NextState,

    /// <summary>In the program of a step: its element of a resulting sequence.</summary>
    Step,
}

/// <summary>Where the elements of a node lie.</summary>
/// <param name="Index">Which input, prediction …; the parameter for parameters and gradients.</param>
/// <param name="Offset">In floats, within the workspace; zero elsewhere.</param>
internal sealed record Buffer(int Node, Storage Storage, int Index, Dimension Offset, Dimension Length);
