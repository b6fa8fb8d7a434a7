using System.Buffers;
using Compiled.Kernels;

namespace Compiled;

/// <summary>
/// One look inside a model: samples pinned, and room for what every layer computes and for the slopes of a score. That is much for a sample:
/// many are looked at in turns, of as many as a budget has room for.
/// </summary>
internal sealed unsafe class Inspection : IDisposable
{
    /// <summary>The bytes that the results and the workspace of a turn should not exceed; a turn has one sample at least.</summary>
    private const long Budget = PredictionContext.WorkspaceBudget;

    private readonly Model _model;
    private readonly int _turn;
    private readonly MemoryHandle[] _handles;
    private readonly AlignedMemory _memory;
    private readonly AlignedMemory _tables;
    private readonly Workers _workers;
    private readonly float* _workspace;
    private readonly float* _loss;
    private readonly void** _inputs;
    private readonly float** _weights;
    private readonly float** _predictions;
    private readonly float** _activations;
    private readonly float** _gradients;
    private readonly float** _states;
    private readonly float** _nextStates;

    // What is inspected begins as after ResetStates: whatever the model's own states are, it is the same each time.
    private readonly CarriedStates? _carried;

    /// <exception cref="ArgumentException">The inputs do not fit the model, or there are no samples.</exception>
    public Inspection(Model model, TensorData[] inputs)
    {
        _model = model;
        Samples = model.InMemory(model.Tables, inputs).Length;
        if (Samples == 0)
        {
            throw new ArgumentException($"{model.Schema.Name}: there are no samples to inspect", nameof(inputs));
        }

        IdChecks.Check(model, Samples, inputs);
        long[] outputs = [.. model.Tables.PredictionSpecs.Select(spec => (long)spec.Length)];
        long[] layers = [.. model.Schema.Inspected.Select(layer => layer.Length)];
        _turn = Math.Min(Samples, PredictionContext.UsualBatch);
        while (_turn > 1 && LengthFor(_turn) > Budget / sizeof(float))
        {
            _turn = (_turn + 1) / 2;
        }

        _memory = new(LengthFor(_turn), $"{model.Schema.Name}: the memory to inspect {Wording.Count(_turn, "sample")}");
        int states = model.Schema.States.Length;
        _tables = new((inputs.Length + (2L * outputs.Length) + (2L * layers.Length) + (2L * states)) * sizeof(void*) / sizeof(float), $"{model.Schema.Name}: a table of addresses");
        _inputs = (void**)_tables.Address;
        _weights = (float**)(_inputs + inputs.Length);
        _predictions = _weights + outputs.Length;
        _activations = _predictions + outputs.Length;
        _gradients = _activations + layers.Length;
        _states = _gradients + layers.Length;
        _nextStates = _states + states;
        if (model.IsStateful)
        {
            _carried = new(model);
        }

        float* next = _memory.Address;
        _workspace = Take(WorkspaceFor(_turn));
        _loss = Take(1);
        for (int i = 0; i < outputs.Length; i++)
        {
            _weights[i] = Take(_turn * outputs[i]);
            _predictions[i] = Take(_turn * outputs[i]);
        }

        for (int i = 0; i < layers.Length; i++)
        {
            _activations[i] = Take(_turn * layers[i]);
            _gradients[i] = Take(_turn * layers[i]);
        }

        _handles = [.. inputs.Select(input => input.Element == ElementKind.Float32 ? input.Floats.Pin() : input.Ints.Pin())];
        _workers = new(model.Threads);

        long LengthFor(int turn) =>
            Aligned(WorkspaceFor(turn)) + Aligned(1) + (2 * outputs.Concat(layers).Sum(length => Aligned(turn * length)));

        long WorkspaceFor(int turn) => Math.Max(model.WorkspaceLength(ProgramKind.Inspect, turn), model.WorkspaceLength(ProgramKind.Infer, turn));

        float* Take(long length)
        {
            float* place = next;
            next += Aligned(length);
            return place;
        }
    }

    public int Samples { get; }

    /// <summary>The first sample of the turn.</summary>
    public int Start { get; private set; }

    /// <summary>The samples of the turn; 0 before the first.</summary>
    public int Count { get; private set; }

    /// <summary>Goes on to the samples of the next turn.</summary>
    /// <returns>Whether there are any.</returns>
    public bool Next()
    {
        Start += Count;
        Count = Math.Min(_turn, Samples - Start);
        if (Count == 0)
        {
            return false;
        }

        for (int i = 0; i < _handles.Length; i++)
        {
            // Floats and integers are both four bytes.
            _inputs[i] = (float*)_handles[i].Pointer + ((long)Start * _model.Tables.InputSpecs[i].Length);
        }

        _carried?.Begin(Count);
        _carried?.Bind(_states, _nextStates, 0);
        return true;
    }

    /// <summary>How much each prediction of the turn counts in the score; zeros at first.</summary>
    public Span<float> ScoreWeights(int output) => new(_weights[output], Count * _model.Tables.PredictionSpecs[output].Length);

    /// <summary>The turn's predictions of an output.</summary>
    public ReadOnlySpan<float> Prediction(int output) => new(_predictions[output], Count * _model.Tables.PredictionSpecs[output].Length);

    /// <summary>What a layer computes for the turn.</summary>
    public ReadOnlySpan<float> Activations(int layer) => new(_activations[layer], LengthOf(layer));

    /// <summary>The slope of the score with respect to what a layer computes for the turn.</summary>
    public ReadOnlySpan<float> Gradients(int layer) => new(_gradients[layer], LengthOf(layer));

    /// <summary>Room for what becomes of a layer's output, for all samples.</summary>
    /// <param name="perSample">How many values that are.</param>
    /// <exception cref="ArgumentException">No array is so long.</exception>
    public float[] NewResult(int layer, long perSample)
    {
        // The whole output of one sample is looked at, too, whatever becomes of it.
        InspectedLayerSchema schema = _model.Schema.Inspected[layer];
        return Math.Max(Samples * perSample, schema.Length) is var length && length <= Array.MaxLength
            ? new float[Samples * perSample]
            : throw new ArgumentException(
                $"{_model.Schema.Name}: layer '{schema.Name}' gives {length} values for {Wording.Count(Samples, "sample")}, and one array holds {Array.MaxLength}; look at fewer samples at once");
    }

    /// <summary>Computes the turn's predictions alone.</summary>
    /// <exception cref="InvalidOperationException">Another thread is training the model.</exception>
    public void Predict() => Run(ProgramKind.Infer);

    /// <summary>Computes predictions, what every layer computes, and the slopes of the score.</summary>
    /// <exception cref="InvalidOperationException">Another thread is training the model.</exception>
    public void Run() => Run(ProgramKind.Inspect);

    public void Dispose()
    {
        foreach (MemoryHandle handle in _handles)
        {
            handle.Dispose();
        }

        _workers.Dispose();
        _carried?.Dispose();
        _memory.Dispose();
        _tables.Dispose();
    }

    private static long Aligned(long floats) => (floats + 15) & ~15L;

    private void Run(ProgramKind kind)
    {
        _model.Arena.EnterRead(_model.Schema.Name, "be inspected");
        try
        {
            var arguments = new ProgramArguments
            {
                Batch = Count,
                Inputs = _inputs,
                Targets = (void**)_weights,
                Parameters = _model.ParameterAddress,
                States = _states,
                NextStates = _nextStates,
                Workspace = _workspace,
                Predictions = _predictions,
                Losses = _loss,
                Activations = _activations,
                ActivationGradients = _gradients,
                Seed = _model.Seed,
                Step = (ulong)_model.Step,
                Workers = _workers,
            };
            _model.Run(kind, in arguments);
        }
        finally
        {
            _model.Arena.ExitRead();
        }

        GC.KeepAlive(this);
    }

    private int LengthOf(int layer) => checked((int)(Count * _model.Schema.Inspected[layer].Length));
}
