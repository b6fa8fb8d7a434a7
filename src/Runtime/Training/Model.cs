using Compiled.Devices;
using Compiled.Kernels;

namespace Compiled;

/// <summary>
/// The base of every compiled model: it owns the parameters, trains, evaluates and predicts; the generator adds the programs.
/// A model trains on one thread at a time and shares its weights with any number of <see cref="PredictionContext"/>s.
/// </summary>
public abstract partial class Model : IDisposable
{
    private readonly ParameterArena _arena;
    private readonly long _offset;
    private readonly bool _ownsArena;
    private bool _disposed;

    /// <summary>A model of its own, its weights drawn by their initializers.</summary>
    /// <param name="schema">The tables of the model.</param>
    /// <param name="seed">Decides weights, shuffling and dropout.</param>
    protected Model(ModelSchema schema, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(schema);
        Schema = schema;
        Seed = seed;
        _arena = new(schema.Name, schema.ParameterLength);
        _ownsArena = true;
        Tables = new(schema);
        States = schema.States.IsEmpty ? null : new(this);
        InitializeWeights();
    }

    /// <summary>A model inside another, whose parameters are a part of the other's.</summary>
    /// <param name="schema">The tables of the inner model.</param>
    /// <param name="owner">The model that holds it.</param>
    /// <param name="offset">Where its parameters begin, in floats from the start of the owner's.</param>
    protected Model(ModelSchema schema, Model owner, long offset)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(owner);
        if (offset < 0 || offset > owner.Schema.ParameterLength - schema.ParameterLength)
        {
            throw new ArgumentOutOfRangeException(nameof(offset), $"{schema.Name} needs {schema.ParameterLength} floats from {offset} on, but {owner.Schema.Name} has {owner.Schema.ParameterLength}");
        }

        Schema = schema;
        Seed = owner.Seed;
        _arena = owner._arena;
        _offset = owner._offset + offset;
        Tables = new(schema);
        States = schema.States.IsEmpty ? null : new(this);
    }

    /// <summary>The tables of the model.</summary>
    public ModelSchema Schema { get; }

    /// <summary>Decides weights, shuffling and dropout: the same seed gives the same training, bit for bit.</summary>
    public ulong Seed { get; internal set; }

    /// <summary>The number of training steps done; with <see cref="Seed"/> the state of all randomness.</summary>
    public long Step { get; internal set; }

    /// <summary>
    /// The number of epochs that <c>Fit</c> completed, counted from the first of all: where a resumed training goes on.
    /// An epoch that was stopped or cancelled between its steps is not completed: a resumed training does it again.
    /// </summary>
    public int Epoch { get; internal set; }

    /// <summary>
    /// The number of steps that <c>Fit</c> did in the epoch that it has begun and not completed; 0 between epochs. A training saved there goes on by
    /// <see cref="FitOptions.InitialStep"/> without doing them again.
    /// </summary>
    public int StepOfEpoch { get; internal set; }

    /// <summary>The threads that training, evaluation and <c>Predict</c> share work among; results do not depend on it. Contexts have their own.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Set to less than one, or more than <see cref="Workers.MostCount"/>.</exception>
    /// <exception cref="InvalidOperationException">Another thread uses the model.</exception>
    public int Threads
    {
        get;
        set
        {
            CheckThreads(Schema.Name, value, nameof(value));
            using SessionScope session = EnterSession("change its threads");
            if (field != value)
            {
                ReleaseWorkingMemoryEntered();
                field = value;
            }
        }
    }
    = Workers.DefaultCount;

    internal ModelTables Tables { get; }

    /// <summary>Whether the training program also computes gradients with respect to the inputs.</summary>
    protected internal virtual bool HasInputGradients => false;

    /// <summary>Whether there is a program that keeps what every layer computes.</summary>
    protected internal virtual bool HasInspection => false;

    internal ParameterArena Arena => _arena;

    internal long ArenaOffset => _offset;

    internal bool IsDisposed => _disposed || _arena.IsClosed;

    internal bool IsTrainable => Schema.Outputs.Any(output => output.Loss.Length > 0);

    /// <summary>Frees the model's memory; a prediction that is running in a context ends first. A model inside another frees only its working memory.</summary>
    /// <exception cref="InvalidOperationException">Another thread is training the model, or predicting without a context of its own.</exception>
    public void Dispose()
    {
        if (_disposed)
        {
            return;
        }

        using SessionScope session = EnterSession("release its memory");
        if (_disposed)
        {
            return;
        }

        ReleaseWorkingMemoryEntered();

        // First, so that no prediction that waits for the device opens it again.
        _disposed = true;
        CloseDevice();
        States?.Dispose();
        _optimizer?.Detach();
        if (_ownsArena)
        {
            _arena.Close();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>The floats that a program needs in its workspace for a batch of this size.</summary>
    protected internal abstract long WorkspaceLength(ProgramKind program, int batch);

    /// <summary>The floats that a program's workspace would take if no two values shared a place.</summary>
    protected internal virtual long UnsharedWorkspaceLength(ProgramKind program, int batch) => WorkspaceLength(program, batch);

    /// <summary>As <see cref="WorkspaceLength(ProgramKind, int, int)"/>, on a device, where sums that several groups of threads have a part in need room.</summary>
    protected internal virtual long DeviceWorkspaceLength(ProgramKind program, int batch, int length) => WorkspaceLength(program, batch, length);

    /// <summary>The floats that a program needs in its workspace for a batch of this size, of sequences of this length where the model takes any.</summary>
    protected internal virtual long WorkspaceLength(ProgramKind program, int batch, int length) => WorkspaceLength(program, batch);

    /// <inheritdoc cref="UnsharedWorkspaceLength(ProgramKind, int)"/>
    protected internal virtual long UnsharedWorkspaceLength(ProgramKind program, int batch, int length) => UnsharedWorkspaceLength(program, batch);

    /// <summary>
    /// What the loops of the inference program multiply. Threads that share the work of their steps wait for one another in each; instead they may share
    /// the samples, each running the whole program for some, where the numbers are large enough.
    /// </summary>
    /// <param name="length">The steps of sequences where the model takes any number; else 0.</param>
    /// <returns>The weights by which all steps multiply a sample, and those of one step, the largest of any loop. Zeros without a loop, and where the number of samples decides in which order something is added.</returns>
    protected internal virtual (long Work, long StepWeights) LoopCost(int length) => default;

    /// <summary>Runs a compiled program; addresses and sizes were checked.</summary>
    protected internal abstract void Run(ProgramKind program, in ProgramArguments arguments);

    /// <summary>Records the kernels of a program for a device; the buffers were checked.</summary>
    /// <exception cref="InvalidOperationException">The model has no kernels.</exception>
    protected internal virtual void Record(ProgramKind program, CommandList commands, BufferTable buffers, in StepConstants step) =>
        throw WithoutKernels();

    /// <summary>A new instance of the same class.</summary>
    protected abstract Model CreateEmpty();

    /// <summary>The exception for asking a program that needs a loss of a model that has none.</summary>
    protected InvalidOperationException WithoutLoss(ProgramKind program) =>
        new($"{Schema.Name} predicts only, and has no program to {(program == ProgramKind.Train ? "train or evaluate" : program.ToString().ToLowerInvariant())}: its [Model] names no loss. Set Loss = Loss.… there.");

    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    internal void ThrowIfDisposed(string operation)
    {
        if (IsDisposed)
        {
            throw new ObjectDisposedException(Schema.Name, $"{Schema.Name} was disposed: it cannot {operation}.");
        }
    }

    /// <exception cref="ArgumentOutOfRangeException">There are none, or too many.</exception>
    internal static void CheckThreads(string name, int threads, string parameter)
    {
        if (threads is < 1 or > Workers.MostCount)
        {
            throw new ArgumentOutOfRangeException(parameter, $"{name}: {threads} threads; there are 1 to {Workers.MostCount}");
        }
    }
}
