using Compiled.Kernels;

namespace Compiled;

/// <summary>
/// What one program of a model needs beside the parameters: a workspace, a place for its results, and tables of addresses.
/// It grows with the largest batch seen and is allocated no more after that.
/// </summary>
internal sealed unsafe class ProgramMemory : IDisposable
{
    private readonly Model _model;
    private readonly ProgramKind _kind;
    private readonly bool _hasInputGradients;
    private readonly AlignedMemory _tables;
    private AlignedMemory? _workspace;
    private AlignedMemory? _results;
    private int _capacity;

    public ProgramMemory(Model model, ProgramKind kind)
    {
        _model = model;
        _kind = kind;
        _hasInputGradients = kind == ProgramKind.Train && model.HasInputGradients;
        ModelTables tables = Tables = model.Tables;
        int inputs = tables.InputSpecs.Length, outputs = tables.PredictionSpecs.Length, metrics = tables.CustomMetricCount;
        int states = model.Schema.States.Length;
        _tables = new(((2L * inputs) + (4L * outputs) + metrics + (2L * states)) * sizeof(void*) / sizeof(float), $"{model.Schema.Name}: a table of addresses");
        Inputs = (void**)_tables.Address;
        InputGradients = (float**)(Inputs + inputs);
        Targets = (void**)(InputGradients + inputs);
        SampleWeightTable = (float**)(Targets + outputs);
        Predictions = SampleWeightTable + outputs;
        Masks = Predictions + outputs;
        Metrics = Masks + outputs;
        States = Metrics + metrics;
        NextStates = States + states;
    }

    public void** Inputs { get; }

    public void** Targets { get; }

    public float** Predictions { get; }

    /// <summary>Which steps of an output's predictions count: ones and zeros; null for an output without a mask.</summary>
    public float** Masks { get; }

    /// <summary>Per-sample values of the custom metrics.</summary>
    public float** Metrics { get; }

    /// <summary>The gradient of each input; null where the model computes none.</summary>
    public float** InputGradients { get; }

    /// <summary>What layers keep between batches.</summary>
    public float** States { get; }

    /// <summary>Where it goes for the next batch.</summary>
    public float** NextStates { get; }

    /// <summary>The total loss, then each output's.</summary>
    public float* Losses { get; private set; }

    /// <summary>One factor a sample, the same for all outputs.</summary>
    public float* SampleWeights { get; private set; }

    private float** SampleWeightTable { get; }

    /// <summary>The specs of the batch that room was made for last.</summary>
    public ModelTables Tables { get; private set; }

    /// <summary>Makes room for a batch; addresses of results may change, never within a batch size (and number of steps) seen before.</summary>
    /// <param name="tables">The specs of the batch: for a model that takes any number of steps, those for its.</param>
    public void Prepare(int batch, ModelTables tables)
    {
        long workspace = _model.WorkspaceLength(_kind, batch, tables.SequenceLength);
        if (_workspace is null || _workspace.Length < workspace)
        {
            // The old block goes first, so that both need not fit; where the new one does not fit either, nothing points to the old.
            _workspace?.Dispose();
            _workspace = null;
            _workspace = new(workspace, $"{_model.Schema.Name}: the workspace of its {_kind} program for a batch of {Wording.Count(batch, "sample")}");
        }

        // Inference writes predictions where the caller wants them.
        if (_kind != ProgramKind.Infer && (_results is null || batch > _capacity || tables != Tables))
        {
            LayOutResults(batch, tables);
        }

        Tables = tables;
    }

    public void Run(int batch, float* parameters, float* gradients, ulong step, Workers workers)
    {
        var arguments = new ProgramArguments
        {
            Batch = batch,
            Length = Tables.SequenceLength,
            Inputs = Inputs,
            Parameters = parameters,
            States = States,
            NextStates = NextStates,
            Workspace = _workspace!.Address,
            Predictions = Predictions,
            Seed = _model.Seed,
            Step = step,
            Workers = workers,
        };
        if (_kind != ProgramKind.Infer)
        {
            arguments.Targets = Targets;
            arguments.SampleWeights = SampleWeightTable;
            arguments.Losses = Losses;
            arguments.Masks = Masks;
            arguments.Metrics = Metrics;
            arguments.Gradients = gradients;
            arguments.InputGradients = _hasInputGradients ? InputGradients : null;
        }

        try
        {
            _model.Run(_kind, in arguments);
        }
        catch (OutOfMemoryException exception)
        {
            throw new OutOfMemoryException($"{_model.Schema.Name}: its {_kind} program for a batch of {Wording.Count(batch, "sample")}: {exception.Message}", exception);
        }

        GC.KeepAlive(this);
    }

    public void Dispose()
    {
        _workspace?.Dispose();
        _results?.Dispose();
        _tables.Dispose();
    }

    private void LayOutResults(int batch, ModelTables tables)
    {
        long length = PlaceResults(batch, tables, null);
        if (_results is null || _results.Length < length)
        {
            _results?.Dispose();
            _results = null;
            _capacity = 0;
            _results = new(length, $"{_model.Schema.Name}: the memory for results of its {_kind} program for a batch of {Wording.Count(batch, "sample")}");
        }

        PlaceResults(batch, tables, _results.Address);
        _capacity = batch;
    }

    /// <summary>Gives every result its address behind <paramref name="start"/>.</summary>
    /// <returns>The floats that all of them take; null only counts them.</returns>
    private long PlaceResults(int batch, ModelTables tables, float* start)
    {
        long length = 0;
        for (int i = 0; i < tables.PredictionSpecs.Length; i++)
        {
            Predictions[i] = Place((long)batch * tables.PredictionSpecs[i].Length);
        }

        Losses = Place(1 + tables.PredictionSpecs.Length);
        SampleWeights = Place(batch);
        for (int i = 0; i < tables.PredictionSpecs.Length; i++)
        {
            SampleWeightTable[i] = SampleWeights;
            float* mask = Place((long)batch * tables.MaskLengths[i]);
            Masks[i] = tables.MaskLengths[i] > 0 ? mask : null;
        }

        for (int i = 0; i < tables.CustomMetricCount; i++)
        {
            Metrics[i] = Place(batch);
        }

        for (int i = 0; _hasInputGradients && i < tables.InputSpecs.Length; i++)
        {
            float* place = Place((long)batch * tables.InputSpecs[i].Length);
            InputGradients[i] = tables.InputSpecs[i].Element == ElementKind.Float32 ? place : null;
        }

        return length;

        float* Place(long floats)
        {
            long offset = length;
            length += (floats + 15) & ~15L;
            return start == null ? null : start + offset;
        }
    }
}
