using Compiled.Kernels;

namespace Compiled;

/// <summary>
/// What a compiled program works on: raw addresses, checked by the caller. Arenas are 64-byte aligned;
/// inputs, targets and outputs need not be. A program allocates nothing and keeps nothing.
/// </summary>
public unsafe ref struct ProgramArguments
{
    /// <summary>The number of samples.</summary>
    public int Batch;

    /// <summary>The number of steps of the samples' sequences, for a model that takes any; else 0.</summary>
    public int Length;

    /// <summary>One address for each input: <c>float*</c> or <c>int*</c>, batch-major.</summary>
    public void** Inputs;

    /// <summary>One address for each output's targets, null for an output without a loss or a metric of its own; null for inference.</summary>
    public void** Targets;

    /// <summary>One address for each output's sample weights, <see cref="Batch"/> floats each; null for inference.</summary>
    public float** SampleWeights;

    /// <summary>The parameter arena.</summary>
    public float* Parameters;

    /// <summary>One address for each state that layers keep between batches: its values for these samples; null where there is none.</summary>
    public float** States;

    /// <summary>One address for each state: where its values for the next batch go. None of <see cref="States"/>.</summary>
    public float** NextStates;

    /// <summary>The gradient arena, laid out as the parameters; only for training.</summary>
    public float* Gradients;

    /// <summary>One for each parameter: which of its rows have a gradient, of a table that nothing but look-ups read; only for training.</summary>
    public GradientRows* GradientRows;

    /// <summary>At least <see cref="Model.WorkspaceLength(ProgramKind, int, int)"/> floats.</summary>
    public float* Workspace;

    /// <summary>One address for each output's predictions.</summary>
    public float** Predictions;

    /// <summary>The total loss, then each output's unweighted loss.</summary>
    public float* Losses;

    /// <summary>One address for each custom metric, <see cref="Batch"/> floats each, or as many for each step where it is one of steps.</summary>
    public float** Metrics;

    /// <summary>One address for each output's mask, <see cref="Batch"/> times its steps, null for an output without one; null for inference.</summary>
    public float** Masks;

    /// <summary>One address for each input's gradient where the model computes them; else null.</summary>
    public float** InputGradients;

    /// <summary>For inspection: one address for what each layer computes, in the order of <see cref="ModelSchema.Inspected"/>; else null.</summary>
    public float** Activations;

    /// <summary>For inspection: one address for the gradient with respect to what each layer computes; else null.</summary>
    public float** ActivationGradients;

    /// <summary>The seed of the model's random numbers.</summary>
    public ulong Seed;

    /// <summary>The number of training steps done before: with the seed, the state of all randomness.</summary>
    public ulong Step;

    /// <summary>The threads to share work with.</summary>
    public Workers Workers;
}
