namespace Compiled;

public abstract partial class Model
{
    /// <summary>
    /// What a step of training takes with the model's optimizer, which is <see cref="Adam"/> where none is set; for a model without a loss,
    /// what a prediction takes.
    /// </summary>
    /// <param name="batchSize">The number of samples; positive.</param>
    /// <param name="length">The steps of the sequences, for a model that takes any number; null for the most that it takes.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not positive, or the model takes no such sequences.</exception>
    public MemoryPlan PlanMemory(int batchSize, int? length = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(batchSize);
        int steps = StepsOf(length);
        ProgramKind program = IsTrainable ? ProgramKind.Train : ProgramKind.Infer;
        long weights = Schema.ParameterLength * sizeof(float);
        return new(
            weights,
            IsTrainable ? weights : 0,
            IsTrainable ? weights * (_optimizer ?? new Adam()).StateCount : 0,
            WorkspaceLength(program, batchSize, steps) * sizeof(float),
            UnsharedWorkspaceLength(program, batchSize, steps) * sizeof(float));
    }

    /// <summary>The number of steps that a plan is made for: the most that the model takes, where none is given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The model takes no such sequences.</exception>
    private int StepsOf(int? length) => length is not { } steps ? Schema.MaxLength : steps >= 1 && steps <= Schema.MaxLength
        ? steps
        : throw new ArgumentOutOfRangeException(nameof(length), HasAnyLength
            ? $"{Schema.Name} takes sequences of 1 to {Wording.Count(Schema.MaxLength, "step")}, not of {steps}"
            : $"{Schema.Name} takes inputs of fixed sizes, of which all is known without a length: leave {steps} out (models with Length.Any take one)");
}
