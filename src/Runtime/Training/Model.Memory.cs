namespace Compiled;

public abstract partial class Model
{
    /// <summary>What a step of training takes, or a prediction for a model without a loss.</summary>
    /// <param name="batchSize">The number of samples; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public MemoryPlan PlanMemory(int batchSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        bool isTrained = Schema.Outputs.Any(o => o.Loss.Length > 0);
        ProgramKind program = isTrained ? ProgramKind.Train : ProgramKind.Infer;
        long weights = Schema.ParameterLength * sizeof(float);
        return new(weights, isTrained ? weights : 0, WorkspaceLength(program, batchSize) * sizeof(float), UnsharedWorkspaceLength(program, batchSize) * sizeof(float));
    }
}
