namespace Compiled;

public abstract partial class Model
{
    /// <summary>
    /// What a step of training takes with the model's optimizer, which is <see cref="Adam"/> where none is set; for a model without a loss,
    /// what a prediction takes.
    /// </summary>
    /// <param name="batchSize">The number of samples; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public MemoryPlan PlanMemory(int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        ProgramKind program = IsTrainable ? ProgramKind.Train : ProgramKind.Infer;
        long weights = Schema.ParameterLength * sizeof(float);
        return new(
            weights,
            IsTrainable ? weights : 0,
            IsTrainable ? weights * (_optimizer ?? new Adam()).StateCount : 0,
            WorkspaceLength(program, batchSize) * sizeof(float),
            UnsharedWorkspaceLength(program, batchSize) * sizeof(float));
    }
}
