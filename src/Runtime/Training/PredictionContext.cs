using System.Buffers;
using System.Runtime.CompilerServices;
using Compiled.Kernels;

namespace Compiled;

/// <summary>
/// Predicts with a model's weights in a workspace of its own: one context for each thread. Contexts are cheap,
/// and after the first prediction of a batch size a prediction allocates nothing.
/// </summary>
public sealed unsafe partial class PredictionContext : IDisposable
{
    /// <summary>The most samples that are computed at once; more are done in turns, so that the workspace stays small.</summary>
    public const int LargestBatch = 1024;

    /// <summary>So many are computed at once where the workspace of more would not stay in the caches.</summary>
    internal const int UsualBatch = 128;

    // A workspace that stays in the caches of most processors.
    private const long CachedWorkspace = 4L << 20;

    /// <summary>The bytes that the workspace should not exceed: fewer samples are computed at once where it would, at least one.</summary>
    internal const long WorkspaceBudget = 64L << 20;

    private readonly Model _model;
    private readonly ProgramMemory _memory;
    private readonly Workers _workers;
    private readonly CarriedStates? _states;
    private readonly bool _own;
    private readonly string _name;
    private readonly MemoryHandle[] _handles;
    private readonly int _largestBatch;

    // Those that what is kept between predictions was computed from.
    private WeightVersion _weights = new(0, 0, -1);

    /// <param name="own">Whether it is the one that the model itself predicts in.</param>
    internal PredictionContext(Model model, int threads, bool own)
    {
        Model.CheckThreads(model.Schema.Name, threads, nameof(threads));
        _model = model;
        _own = own;
        _name = own ? model.Schema.Name : $"A context of {model.Schema.Name}";
        _workers = new(threads) { Kept = new(_name), Tables = model.Arena.Tables };
        _memory = new(model, ProgramKind.Infer);
        _parts = new Part?[threads];
        _states = own || !model.IsStateful ? model.States : new(model);
        _handles = new MemoryHandle[model.Tables.InputSpecs.Length + model.Tables.PredictionSpecs.Length];
        _largestBatch = LargestBatchOf(model.Tables);
        if (model.Tables is { InputSpecs: [{ Element: ElementKind.Float32 } input], PredictionSpecs: [var output] } && _states is null && !model.HasAnyLength)
        {
            (_sampleInputs, _sampleOutputs) = (input.Length, output.Length);
        }
    }

    /// <summary>Predicts one or more samples of a model with one floating-point input and one output.</summary>
    /// <param name="x">The samples, one behind the other.</param>
    /// <param name="predictions">Receives the predictions, one behind the other.</param>
    /// <exception cref="ArgumentException">A length does not fit the model, a token id has no row in the table that it names, or the predictions overlap the samples.</exception>
    /// <exception cref="InvalidOperationException">Another thread uses this context or trains the model, or the model has several inputs or outputs.</exception>
    /// <exception cref="ObjectDisposedException">The context or its model was disposed.</exception>
    [OverloadResolutionPriority(1)]
    public void Predict(ReadOnlySpan<float> x, Span<float> predictions)
    {
        if (x.Length != _sampleInputs || predictions.Length != _sampleOutputs || !_memory.HasRoom || !TryPredictSample(x, predictions))
        {
            PredictSingle(ElementKind.Float32, x, predictions);
        }
    }

    /// <summary>Predicts one or more samples of a model with one integer input and one output.</summary>
    /// <inheritdoc cref="Predict(ReadOnlySpan{float}, Span{float})"/>
    public void Predict(ReadOnlySpan<int> x, Span<float> predictions) => PredictSingle(ElementKind.Int32, x, predictions);

    /// <summary>Predicts from values for each input into values for each output.</summary>
    /// <param name="samples">The number of samples in every array.</param>
    /// <param name="inputs">One array for each input, batch-major.</param>
    /// <param name="predictions">One array for each output, batch-major; exactly as long as the samples' predictions.</param>
    /// <exception cref="ArgumentException">A number of arrays, a type, a length or a token id does not fit the model, or the memory of an output overlaps that of an input or another output.</exception>
    /// <inheritdoc cref="Predict(ReadOnlySpan{float}, Span{float})"/>
    public void Predict(int samples, ReadOnlySpan<TensorData> inputs, ReadOnlySpan<float[]> predictions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(samples);
        ModelTables tables = CheckArrays(samples, inputs, predictions);
        Enter();
        MemoryHandle[] handles = _handles;
        try
        {
            void** addresses = stackalloc void*[handles.Length];
            for (int i = 0; i < inputs.Length; i++)
            {
                handles[i] = inputs[i].Element == ElementKind.Float32 ? inputs[i].Floats.Pin() : inputs[i].Ints.Pin();
                addresses[i] = handles[i].Pointer;
            }

            for (int i = 0; i < predictions.Length; i++)
            {
                int place = inputs.Length + i;
                handles[place] = predictions[i].AsMemory().Pin();
                addresses[place] = handles[place].Pointer;
            }

            Run(samples, tables, addresses, (float**)(addresses + inputs.Length));
        }
        finally
        {
            foreach (ref MemoryHandle handle in handles.AsSpan())
            {
                handle.Dispose();
                handle = default;
            }

            Exit();
        }
    }

    /// <summary>Lets the next prediction begin with states of zero, of however many samples it is; does nothing to a model whose layers keep none.</summary>
    /// <exception cref="InvalidOperationException">A prediction is running on another thread.</exception>
    /// <exception cref="ObjectDisposedException">The context or its model was disposed.</exception>
    public void ResetStates()
    {
        Enter();
        _states?.Reset();
        Exit();
    }

    /// <summary>Lengths were checked; addresses need not be aligned.</summary>
    /// <param name="tables">The specs of the samples.</param>
    internal void Predict(int samples, ModelTables tables, void** inputs, float** predictions)
    {
        Enter();
        try
        {
            Run(samples, tables, inputs, predictions);
        }
        finally
        {
            Exit();
        }
    }

    private void PredictSingle<T>(ElementKind element, ReadOnlySpan<T> x, Span<float> predictions)
        where T : unmanaged
    {
        (int samples, ModelTables tables) = SingleInput(element, x.Length, predictions.Length);
        fixed (T* inputs = x)
        fixed (float* outputs = predictions)
        {
            void* input = inputs;
            float* output = outputs;
            Predict(samples, tables, &input, &output);
        }
    }

    private void Run(int samples, ModelTables tables, void** inputs, float** predictions)
    {
        CheckOverlaps(samples, tables, inputs, predictions);
        IdChecks.Check(_model, samples, tables, inputs);
        if (_states is null || samples == 0)
        {
            if (!_model.TryPredictOnDevice(samples, tables, inputs, predictions, null))
            {
                RunTurns(samples, tables, inputs, predictions);
            }

            return;
        }

        _states.Enter("predict");
        try
        {
            if (_model.TryPredictOnDevice(samples, tables, inputs, predictions, _states))
            {
                return;
            }

            _states.Begin(samples);
            RunTurns(samples, tables, inputs, predictions);
            _states.Commit();
        }
        finally
        {
            _states.Exit();
        }
    }

    private void RunTurns(int samples, ModelTables tables, void** inputs, float** predictions)
    {
        ForgetOtherWeights();
        int largest = _model.HasAnyLength ? LargestBatchOf(tables) : _largestBatch;
        for (int start = 0; start < samples; start += largest)
        {
            int batch = Math.Min(largest, samples - start);
            int parts = PartsOf(batch, tables);
            if (parts > 1)
            {
                RunParts(parts, start, batch, tables, inputs, predictions);
            }
            else
            {
                Place(_memory, start, batch, tables, inputs, predictions);
                Run(_memory, batch, _workers);
            }
        }
    }

    /// <summary>Makes room for some of the samples, and tells the program where they lie.</summary>
    private void Place(ProgramMemory memory, int start, int batch, ModelTables tables, void** inputs, float** predictions)
    {
        TensorSpec[] inputSpecs = tables.InputSpecs, outputSpecs = tables.PredictionSpecs;
        memory.Prepare(batch, tables);
        for (int i = 0; i < inputSpecs.Length; i++)
        {
            // Floats and integers are both four bytes.
            memory.Inputs[i] = (float*)inputs[i] + ((long)start * inputSpecs[i].Length);
        }

        for (int i = 0; i < outputSpecs.Length; i++)
        {
            memory.Results.Predictions[i] = predictions[i] + ((long)start * outputSpecs[i].Length);
        }

        _states?.Bind(memory.States, memory.NextStates, start);
    }

    private void Run(ProgramMemory memory, int batch, Workers workers) => memory.Run(batch, _model.ParameterAddress, null, (ulong)_model.Step, workers);

    /// <summary>What is kept between predictions holds as long as no weight changes.</summary>
    private void ForgetOtherWeights()
    {
        ParameterArena arena = _model.Arena;
        if (_weights.Version != arena.Version)
        {
            _weights = new((nint)arena.Address, arena.Length, arena.Version);
            _workers.Kept!.Begin(_weights);
            arena.Tables.Begin(_weights);
        }
    }

    private int LargestBatchOf(ModelTables tables)
    {
        int largest = LargestBatch;
        while (largest > 1
            && _model.WorkspaceLength(ProgramKind.Infer, largest, tables.SequenceLength) > (largest > UsualBatch ? CachedWorkspace : WorkspaceBudget) / sizeof(float))
        {
            largest /= 2;
        }

        return largest;
    }
}
