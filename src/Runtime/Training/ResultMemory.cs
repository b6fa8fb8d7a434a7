using Compiled.Kernels;

namespace Compiled;

/// <summary>
/// Where the results of one program lie: losses, predictions, what custom metrics give, and the weights of the samples that went in.
/// It grows with the largest batch seen and is allocated no more after that.
/// </summary>
internal sealed unsafe class ResultMemory : IDisposable
{
    private readonly Model _model;
    private readonly bool _hasInputGradients;
    private readonly AlignedMemory _tables;
    private AlignedMemory? _memory;
    private int _capacity;

    public ResultMemory(Model model, bool hasInputGradients)
    {
        _model = model;
        _hasInputGradients = hasInputGradients;
        ModelTables tables = Tables = model.Tables;
        int inputs = tables.InputSpecs.Length, outputs = tables.PredictionSpecs.Length, metrics = tables.CustomMetricCount;
        _tables = new(((long)inputs + (3L * outputs) + metrics) * sizeof(void*) / sizeof(float), $"{model.Schema.Name}: a table of addresses");
        InputGradients = (float**)_tables.Address;
        SampleWeightTable = InputGradients + inputs;
        Predictions = SampleWeightTable + outputs;
        Masks = Predictions + outputs;
        Metrics = Masks + outputs;
    }

    /// <summary>The specs of the batch that room was made for last.</summary>
    public ModelTables Tables { get; private set; }

    /// <summary>One address for each output.</summary>
    public float** Predictions { get; }

    /// <summary>Which steps of an output's predictions count: ones and zeros; null for an output without a mask.</summary>
    public float** Masks { get; }

    /// <summary>The values of the custom metrics, one for each sample or for each of its steps.</summary>
    public float** Metrics { get; }

    /// <summary>The gradient of each input; null where the model computes none.</summary>
    public float** InputGradients { get; }

    /// <summary>For each output the address of <see cref="SampleWeights"/>.</summary>
    public float** SampleWeightTable { get; }

    /// <summary>The total loss, then each output's.</summary>
    public float* Losses { get; private set; }

    /// <summary>One factor a sample, the same for all outputs.</summary>
    public float* SampleWeights { get; private set; }

    /// <summary>Makes room for a batch; addresses may change, never within a batch size (and number of steps) seen before.</summary>
    /// <param name="tables">The specs of the batch: for a model that takes any number of steps, those for its.</param>
    /// <param name="purpose">Whose results, for the message of a failure.</param>
    public void Prepare(int batch, ModelTables tables, ProgramKind purpose)
    {
        if (_memory is null || batch > _capacity || tables != Tables)
        {
            LayOut(batch, tables, purpose);
        }
    }

    public void Dispose()
    {
        _memory?.Dispose();
        _tables.Dispose();
    }

    private void LayOut(int batch, ModelTables tables, ProgramKind purpose)
    {
        long length = Place(batch, tables, null);
        if (_memory is null || _memory.Length < length)
        {
            _memory?.Dispose();
            _memory = null;
            _capacity = 0;
            _memory = new(length, $"{_model.Schema.Name}: the memory for results of its {purpose} program for a batch of {Wording.Count(batch, "sample")}");
        }

        Place(batch, tables, _memory.Address);
        _capacity = batch;
        Tables = tables;
    }

    /// <summary>Gives every result its address behind <paramref name="start"/>.</summary>
    /// <returns>The floats that all of them take; null only counts them.</returns>
    private long Place(int batch, ModelTables tables, float* start)
    {
        long length = 0;
        for (int i = 0; i < tables.PredictionSpecs.Length; i++)
        {
            Predictions[i] = Next((long)batch * tables.PredictionSpecs[i].Length);
        }

        Losses = Next(1 + tables.PredictionSpecs.Length);
        SampleWeights = Next(batch);
        for (int i = 0; i < tables.PredictionSpecs.Length; i++)
        {
            SampleWeightTable[i] = SampleWeights;
            float* mask = Next((long)batch * tables.MaskLengths[i]);
            Masks[i] = tables.MaskLengths[i] > 0 ? mask : null;
        }

        for (int i = 0; i < tables.CustomMetricCount; i++)
        {
            Metrics[i] = Next((long)batch * tables.CustomMetricLengths[i]);
        }

        for (int i = 0; _hasInputGradients && i < tables.InputSpecs.Length; i++)
        {
            float* place = Next((long)batch * tables.InputSpecs[i].Length);
            InputGradients[i] = tables.InputSpecs[i].Element == ElementKind.Float32 ? place : null;
        }

        return length;

        float* Next(long floats)
        {
            long offset = length;
            length += (floats + 15) & ~15L;
            return start == null ? null : start + offset;
        }
    }
}
