namespace Compiled;

/// <summary>How <c>Fit</c> trains; names and defaults are Keras's.</summary>
public sealed class FitOptions
{
    /// <summary>The epoch to end with, counted from the first of all: a training resumed at <see cref="InitialEpoch"/> 3 with 5 epochs does 2.</summary>
    public int Epochs { get; init; } = 1;

    /// <summary>Samples a step; the last batch of an epoch may have fewer.</summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Epochs done before, by another call: <see cref="Model.Epoch"/> of a loaded model.</summary>
    public int InitialEpoch { get; init; }

    /// <summary>Steps of the first epoch done before, by another call: <see cref="Model.StepOfEpoch"/> of a loaded model. Their batches are passed over.</summary>
    public int InitialStep { get; init; }

    /// <summary>Whether each epoch begins with states of zero where layers keep theirs (<see cref="CellDefinition.Stateful"/>); else only <see cref="Model.ResetStates"/> sets them back, as in Keras.</summary>
    public bool ResetStates { get; init; }

    /// <summary>What changes the weights; null keeps the model's, which is <see cref="Adam"/> at first.</summary>
    public Optimizer? Optimizer { get; init; }

    /// <summary>Samples to evaluate after each epoch: a <see cref="Dataset"/>, or <c>(x, y)</c>. Wins over <see cref="ValidationSplit"/>.</summary>
    public ValidationData? ValidationData { get; init; }

    /// <summary>
    /// The share of the samples, taken from the end before shuffling, to evaluate on instead of training on them. Refused for samples that lie class by class,
    /// as those of an <see cref="ImageFolder"/>, and behind <see cref="Dataset.Augment"/>, which would vary these, too.
    /// </summary>
    public float ValidationSplit { get; init; }

    /// <summary>Samples a batch of validation; null takes <see cref="BatchSize"/>.</summary>
    public int? ValidationBatchSize { get; init; }

    /// <summary>Validation follows every so many epochs.</summary>
    public int ValidationFrequency { get; init; } = 1;

    /// <summary>Whether each epoch sees the samples in a new order. Those of a model whose layers keep their states stay in the data's order.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>The seed of the orders; null takes the model's.</summary>
    public ulong? Seed { get; init; }

    /// <summary>How much samples of a class count in the loss, by label; classes that are not named count 1. For one class a sample: of targets for each step they are refused.</summary>
    public IReadOnlyDictionary<int, float>? ClassWeights { get; init; }

    /// <summary>How much each sample counts in the loss, for training from arrays; null for 1 each.</summary>
    public float[]? SampleWeights { get; init; }

    /// <summary>Whether sample and class weights count in metrics too, as Keras's <c>weighted_metrics</c>.</summary>
    public bool WeightedMetrics { get; init; }

    /// <summary>Called at every begin and end of training, epoch, batch and validation, in this order.</summary>
    public IReadOnlyList<Callback> Callbacks { get; init; } = [];

    /// <summary>What is shown of the progress.</summary>
    public Verbosity Verbose { get; init; } = Verbosity.Auto;

    /// <summary>Where progress is shown; null for the console.</summary>
    public TextWriter? Output { get; init; }

    /// <summary>At most so many steps an epoch; null goes through all samples.</summary>
    public int? StepsPerEpoch { get; init; }

    /// <summary>
    /// Whether the training goes on, on the processor, where the model's device is lost, has too little memory or lacks a compiled kernel: from the last
    /// good state that came back from it, which is at most an epoch, and at most 1000 steps, old. Else the exception is thrown, and the model keeps that state.
    /// </summary>
    public bool ContinueOnCpu { get; init; }

    /// <summary>Stops between two steps; weights keep what the steps before gave them.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">An option is impossible; the message names the model, the option and its value.</exception>
    internal void Validate(string model)
    {
        AtLeast(0, InitialEpoch, nameof(InitialEpoch));
        AtLeast(0, InitialStep, nameof(InitialStep));
        AtLeast(1, Epochs, nameof(Epochs));
        AtLeast(1, BatchSize, nameof(BatchSize));
        AtLeast(1, ValidationBatchSize, nameof(ValidationBatchSize));
        AtLeast(1, ValidationFrequency, nameof(ValidationFrequency));
        AtLeast(1, StepsPerEpoch, nameof(StepsPerEpoch));
        if (!(ValidationSplit >= 0 && ValidationSplit < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(ValidationSplit), $"{model}: ValidationSplit is {ValidationSplit}; it is a share from 0 to less than 1");
        }

        void AtLeast(int least, int? value, string option)
        {
            if (value < least)
            {
                throw new ArgumentOutOfRangeException(option, $"{model}: {option} is {value}; it is at least {least}");
            }
        }
    }
}
