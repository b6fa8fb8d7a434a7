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
        ModelTables tables = model.Tables;
        int inputs = tables.InputSpecs.Length, outputs = tables.PredictionSpecs.Length, metrics = tables.CustomMetricCount;
        _tables = new(((2L * inputs) + (4L * outputs) + metrics) * sizeof(void*) / sizeof(float), $"{model.Schema.Name}: a table of addresses");
        Inputs = (void**)_tables.Address;
        InputGradients = (float**)(Inputs + inputs);
        Targets = (void**)(InputGradients + inputs);
        SampleWeightTable = (float**)(Targets + outputs);
        Predictions = SampleWeightTable + outputs;
        Masks = Predictions + outputs;
        Metrics = Masks + outputs;
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

    /// <summary>The total loss, then each output's.</summary>
    public float* Losses { get; private set; }

    /// <summary>One factor a sample, the same for all outputs.</summary>
    public float* SampleWeights { get; private set; }

    private float** SampleWeightTable { get; }

    /// <summary>Makes room for a batch; addresses of results may change, never within a batch size seen before.</summary>
    public void Prepare(int batch)
    {
        long workspace = _model.WorkspaceLength(_kind, batch);
        if (_workspace is null || _workspace.Length < workspace)
        {
            // The old block goes first, so that both need not fit; where the new one does not fit either, nothing points to the old.
            _workspace?.Dispose();
            _workspace = null;
            _workspace = new(workspace, $"{_model.Schema.Name}: the workspace of its {_kind} program for a batch of {Wording.Count(batch, "sample")}");
        }

        // Inference writes predictions where the caller wants them.
        if (_kind != ProgramKind.Infer && (_results is null || batch > _capacity))
        {
            LayOutResults(batch);
        }
    }

    public void Run(int batch, float* parameters, float* gradients, ulong step, Workers workers)
    {
        var arguments = new ProgramArguments
        {
            Batch = batch,
            Inputs = Inputs,
            Parameters = parameters,
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

    private void LayOutResults(int batch)
    {
        ModelTables tables = _model.Tables;
        long length = 0;
        long Place(long floats)
        {
            long offset = length;
            length += (floats + 15) & ~15L;
            return offset;
        }

        long[] predictions = [.. tables.PredictionSpecs.Select(spec => Place((long)batch * spec.Length))];
        long losses = Place(1 + tables.PredictionSpecs.Length);
        long weights = Place(batch);
        long[] masks = [.. tables.MaskLengths.Select(steps => Place((long)batch * steps))];
        long[] metrics = [.. Enumerable.Range(0, tables.CustomMetricCount).Select(_ => Place(batch))];
        long[] gradients = _hasInputGradients ? [.. tables.InputSpecs.Select(spec => Place((long)batch * spec.Length))] : [];

        _results?.Dispose();
        _results = null;
        _capacity = 0;
        _results = new(length, $"{_model.Schema.Name}: the memory for results of its {_kind} program for a batch of {Wording.Count(batch, "sample")}");
        _capacity = batch;
        float* start = _results.Address;
        Losses = start + losses;
        SampleWeights = start + weights;
        for (int i = 0; i < predictions.Length; i++)
        {
            Predictions[i] = start + predictions[i];
            SampleWeightTable[i] = SampleWeights;
            Masks[i] = tables.MaskLengths[i] > 0 ? start + masks[i] : null;
        }

        for (int i = 0; i < metrics.Length; i++)
        {
            Metrics[i] = start + metrics[i];
        }

        for (int i = 0; i < gradients.Length; i++)
        {
            InputGradients[i] = tables.InputSpecs[i].Element == ElementKind.Float32 ? start + gradients[i] : null;
        }
    }
}
