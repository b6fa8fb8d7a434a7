namespace Compiled;

/// <summary>Where a training stands, beside the weights: what a saved file holds so that a resumed training ends as one that never stopped.</summary>
/// <param name="Seed">The model's seed.</param>
/// <param name="Step">Training steps done.</param>
/// <param name="Epoch">Epochs completed.</param>
/// <param name="StepOfEpoch">Steps done in the epoch that is not completed.</param>
/// <param name="Optimizer">The optimizer's type; empty before the first step.</param>
/// <param name="Iterations">The optimizer's steps done.</param>
/// <param name="States">The optimizer's tensors by name.</param>
/// <param name="Rates">The optimizer's learning rates by group, the empty group being all others.</param>
/// <param name="CarriedStates">What stateful layers go on from, by name; empty where they begin anew.</param>
internal sealed record TrainingSnapshot(
    ulong Seed,
    long Step,
    int Epoch,
    int StepOfEpoch,
    string Optimizer,
    long Iterations,
    IReadOnlyDictionary<string, float[]> States,
    IReadOnlyDictionary<string, SavedLearningRate> Rates,
    IReadOnlyDictionary<string, float[]> CarriedStates)
{
    public static TrainingSnapshot Of(Model model) => new(
        model.Seed,
        model.Step,
        model.Epoch,
        model.StepOfEpoch,
        model.Optimizer?.Name ?? "",
        model.Optimizer?.Iterations ?? 0,
        model.Optimizer?.States.ToDictionary(state => state.Name, state => state.Values.ToArray()) ?? [],
        model.Optimizer?.Rates.ToDictionary() ?? [],
        model.CopyStates("be saved"));

    /// <summary>Copies the states into an optimizer that was checked and has room for them.</summary>
    public void CopyStates(Optimizer optimizer)
    {
        if (Optimizer.Length > 0 && States.Count > 0)
        {
            foreach (OptimizerState state in optimizer.States)
            {
                States[state.Name].CopyTo(state.Values);
            }
        }
    }

    /// <summary>Sees whether an optimizer can go on from here; changes nothing.</summary>
    /// <exception cref="InvalidOperationException">The optimizer is of another kind, or remembers other tensors.</exception>
    public void Check(Optimizer optimizer, string model)
    {
        // Before its first step an optimizer remembers nothing.
        if (Optimizer.Length == 0 || (Iterations == 0 && States.Count == 0))
        {
            return;
        }

        if (Optimizer != optimizer.Name)
        {
            throw new InvalidOperationException($"{model}: the saved training used {Optimizer}; it cannot go on with {optimizer.Name}");
        }

        int expected = 0;
        foreach ((string name, int length) in optimizer.StateLengths)
        {
            expected++;
            if (!States.TryGetValue(name, out float[]? values) || values.Length != length)
            {
                throw new InvalidOperationException($"{model}: {optimizer.Name} remembers '{name}' with {Wording.Count(length, "value")}; the saved training has {(values is null ? "none" : values.Length)}. Use the options it was saved with.");
            }
        }

        if (expected != States.Count)
        {
            throw new InvalidOperationException($"{model}: the saved training has {Wording.Count(States.Count, "optimizer tensor")}, {optimizer.Name} as configured has {expected}. Use the options it was saved with.");
        }
    }
}
