using Compiled.Kernels;

namespace Compiled;

/// <summary>A batch of zeros, and room for its predictions.</summary>
internal sealed unsafe class ProgramInputs : IDisposable
{
    private readonly AlignedMemory _tables;
    private readonly AlignedMemory _predictions;

    /// <param name="tables">The specs of the batch: for a model that takes any number of steps, those for its.</param>
    public ProgramInputs(Model model, int samples, ModelTables tables)
    {
        TensorSpec[] inputs = tables.InputSpecs, outputs = tables.PredictionSpecs;
        Batch = new(model.Tables.InputSpecs, model.Tables.TargetSpecs, samples) { Steps = Math.Max(1, tables.SequenceLength), Count = samples };
        _tables = new((long)(inputs.Length + outputs.Length) * sizeof(void*) / sizeof(float));
        _predictions = new(outputs.Sum(output => (long)samples * output.Length));
        Inputs = (void**)_tables.Address;
        Predictions = (float**)(Inputs + inputs.Length);
        for (int i = 0; i < inputs.Length; i++)
        {
            Inputs[i] = Batch.Inputs[i].Address;
        }

        float* next = _predictions.Address;
        for (int i = 0; i < outputs.Length; i++)
        {
            Predictions[i] = next;
            next += (long)samples * outputs[i].Length;
        }
    }

    public Batch Batch { get; }

    public void** Inputs { get; }

    public float** Predictions { get; }

    public void Dispose()
    {
        _tables.Dispose();
        _predictions.Dispose();
    }
}
