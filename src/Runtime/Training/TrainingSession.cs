using Compiled.Kernels;

namespace Compiled;

/// <summary>What a model needs for training and evaluation beside its parameters: gradients, program memory, and threads. Made at the first step, kept for all.</summary>
internal sealed unsafe class TrainingSession : IDisposable
{
    private readonly Model _model;
    private readonly Workers _workers;
    private ProgramMemory? _train;
    private ProgramMemory? _evaluate;
    private GradientArena? _gradients;

    public TrainingSession(Model model)
    {
        _model = model;
        _workers = new(model.Threads);
    }

    public GradientArena Gradients => _gradients ??= new(_model.Schema);

    public Workers Workers => _workers;

    /// <summary>Runs the training or the evaluation program on a batch that fits the model, and returns where its results are.</summary>
    /// <param name="classWeights">One factor for each class of the first output; empty for 1 each.</param>
    /// <param name="states">What stateful layers go on from; the caller commits what they keep. Null for a model without.</param>
    public ResultMemory Run(ProgramKind kind, Batch batch, ReadOnlySpan<float> classWeights, CarriedStates? states)
    {
        ProgramMemory memory = kind == ProgramKind.Train
            ? _train ??= new(_model, ProgramKind.Train)
            : _evaluate ??= new(_model, ProgramKind.Evaluate);
        memory.Prepare(batch.Count, _model.TablesOf(batch));
        for (int i = 0; i < batch.Inputs.Length; i++)
        {
            memory.Inputs[i] = batch.Inputs[i].Address;
        }

        for (int i = 0; i < batch.Targets.Length; i++)
        {
            memory.Targets[_model.Tables.TargetOutputs[i]] = batch.Targets[i].Address;
        }

        ClassWeighting.Fill(new(memory.Results.SampleWeights, batch.Count), batch, classWeights);
        states?.Bind(memory.States, memory.NextStates, 0);
        memory.Run(batch.Count, _model.ParameterAddress, kind == ProgramKind.Train ? Gradients : null, (ulong)_model.Step, _workers);
        return memory.Results;
    }

    public void Dispose()
    {
        _train?.Dispose();
        _evaluate?.Dispose();
        _gradients?.Dispose();
        _workers.Dispose();
    }
}
