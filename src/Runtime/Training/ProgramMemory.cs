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
    private readonly ResultMemory _results;
    private AlignedMemory? _workspace;

    public ProgramMemory(Model model, ProgramKind kind)
    {
        _model = model;
        _kind = kind;
        _hasInputGradients = kind == ProgramKind.Train && model.HasInputGradients;
        ModelTables tables = Tables = model.Tables;
        int inputs = tables.InputSpecs.Length, outputs = tables.PredictionSpecs.Length, states = model.Schema.States.Length;
        _tables = new(((long)inputs + outputs + (2L * states)) * sizeof(void*) / sizeof(float), $"{model.Schema.Name}: a table of addresses");
        _results = new(model, _hasInputGradients);
        Inputs = (void**)_tables.Address;
        Targets = Inputs + inputs;
        States = (float**)(Targets + outputs);
        NextStates = States + states;
    }

    public void** Inputs { get; }

    public void** Targets { get; }

    /// <summary>What layers keep between batches.</summary>
    public float** States { get; }

    /// <summary>Where it goes for the next batch.</summary>
    public float** NextStates { get; }

    /// <summary>What the program leaves; for inference only the table of <see cref="ResultMemory.Predictions"/>, which the caller fills.</summary>
    public ResultMemory Results => _results;

    /// <summary>Whether room was made for a batch: then there is room for a single sample.</summary>
    public bool HasRoom => _workspace is not null;

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
        if (_kind != ProgramKind.Infer)
        {
            _results.Prepare(batch, tables, _kind);
        }

        Tables = tables;
    }

    public void Run(int batch, float* parameters, GradientArena? gradients, ulong step, Workers workers)
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
            Predictions = _results.Predictions,
            Seed = _model.Seed,
            Step = step,
            Workers = workers,
        };
        if (_kind != ProgramKind.Infer)
        {
            arguments.Targets = Targets;
            arguments.SampleWeights = _results.SampleWeightTable;
            arguments.Losses = _results.Losses;
            arguments.Masks = _results.Masks;
            arguments.Metrics = _results.Metrics;
            if (gradients is not null)
            {
                arguments.Gradients = gradients.Address;
                arguments.GradientRows = gradients.Rows;
            }

            arguments.InputGradients = _hasInputGradients ? _results.InputGradients : null;
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
        _results.Dispose();
        _tables.Dispose();
    }
}
