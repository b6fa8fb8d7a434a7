using System.Globalization;
using System.Numerics;

namespace Compiled;

/// <summary>
/// Where a training stands, as texts and as tensors of a safetensors file: <c>optimizer/state/weight</c>, and <c>carried/layer/state</c> with a row
/// for each place of the batch.
/// </summary>
internal static class TrainingFile
{
    private const string StatePrefix = "optimizer/";
    private const string CarriedPrefix = "carried/";
    private const string OptimizerKey = "optimizer";
    private const string SeedKey = "seed";
    private const string StepKey = "step";
    private const string EpochKey = "epoch";
    private const string StepOfEpochKey = "step_of_epoch";
    private const string IterationsKey = "iterations";
    private const string RateKey = "learning_rate/";
    private const string FactorKey = "learning_rate_factor/";

    public static IEnumerable<KeyValuePair<string, string>> MetadataOf(Model model) =>
    [
        new(SeedKey, model.Seed.ToString(CultureInfo.InvariantCulture)),
        new(StepKey, model.Step.ToString(CultureInfo.InvariantCulture)),
        new(EpochKey, model.Epoch.ToString(CultureInfo.InvariantCulture)),
        new(StepOfEpochKey, model.StepOfEpoch.ToString(CultureInfo.InvariantCulture)),
        new(OptimizerKey, model.Optimizer?.Name ?? model.PendingTraining?.Optimizer ?? ""),
        new(IterationsKey, (model.Optimizer?.Iterations ?? model.PendingTraining?.Iterations ?? 0).ToString(CultureInfo.InvariantCulture)),
        .. RatesOf(model).Select(rate =>
            KeyValuePair.Create((rate.Value.IsConstant ? RateKey : FactorKey) + rate.Key, rate.Value.Value.ToString(CultureInfo.InvariantCulture))),
    ];

    /// <summary>Whether a metadata's name is one of <see cref="MetadataOf"/>'s.</summary>
    public static bool IsKey(string name)
        => name is SeedKey or StepKey or EpochKey or StepOfEpochKey or OptimizerKey or IterationsKey
            || name.StartsWith(RateKey, StringComparison.Ordinal)
            || name.StartsWith(FactorKey, StringComparison.Ordinal);

    private static IEnumerable<KeyValuePair<string, SavedLearningRate>> RatesOf(Model model) =>
        model.Optimizer?.Rates ?? (IEnumerable<KeyValuePair<string, SavedLearningRate>>?)model.PendingTraining?.Rates ?? [];

    public static void AddStates(Model model, SafetensorsWriter writer)
    {
        Dictionary<string, float[]> carried = model.CopyStates("be saved");
        foreach (StateSchema state in model.Schema.States.Where(state => carried.ContainsKey(state.Name)))
        {
            float[] values = carried[state.Name];
            writer.Add(CarriedPrefix + state.Name, [values.Length / state.Length, .. state.Shape], output => SafetensorsWriter.Values(output, values));
        }

        foreach (OptimizerState state in model.Optimizer?.States ?? [])
        {
            writer.Add(StatePrefix + state.Name, state.Shape, output => SafetensorsWriter.Values(output, state.Values));
        }

        if (model.PendingTraining is { } pending)
        {
            Dictionary<string, ParameterSchema> parameters = model.Schema.Parameters.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
            foreach ((string name, float[] values) in pending.States)
            {
                writer.Add(StatePrefix + name, parameters[WeightOf(name)].Shape, output => SafetensorsWriter.Values(output, values));
            }
        }
    }

    /// <summary>Whether a tensor is what an optimizer remembers of one of these weights, or what a layer of the model keeps between batches.</summary>
    public static bool IsState(SafetensorsTensor tensor, IReadOnlySet<string> weights, Model model)
        => IsOptimizerState(tensor, weights) || model.Schema.States.Any(state => tensor.Name == CarriedPrefix + state.Name);

    private static bool IsOptimizerState(SafetensorsTensor tensor, IReadOnlySet<string> weights)
        => tensor.Name.StartsWith(StatePrefix, StringComparison.Ordinal) && weights.Contains(WeightOf(tensor.Name[StatePrefix.Length..]));

    /// <exception cref="InvalidDataException">The file has no training position, or one that does not fit the model.</exception>
    public static TrainingSnapshot Read(SafetensorsFile file, Model model)
    {
        Dictionary<string, ParameterSchema> parameters = model.Schema.Parameters.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        HashSet<string> names = new(parameters.Keys, StringComparer.Ordinal);
        Dictionary<string, float[]> states = new(StringComparer.Ordinal);
        foreach (SafetensorsTensor tensor in file.Tensors.Where(tensor => !names.Contains(tensor.Name) && IsOptimizerState(tensor, names)))
        {
            if ((WeightFile.ShapeProblem(tensor, parameters[WeightOf(tensor.Name[StatePrefix.Length..])]) ?? WeightFile.ElementProblem(tensor, convert: false)) is { } problem)
            {
                throw new InvalidDataException($"{file.Name} does not fit {model.Schema.Name}: {problem}.");
            }

            states.Add(tensor.Name[StatePrefix.Length..], tensor.ToFloats());
        }

        return new(
            Number<ulong>(file, SeedKey),
            Number<long>(file, StepKey),
            Number<int>(file, EpochKey),
            file.Metadata.ContainsKey(StepOfEpochKey) ? Number<int>(file, StepOfEpochKey) : 0,
            Text(file, OptimizerKey),
            Number<long>(file, IterationsKey),
            states,
            ReadRates(file),
            ReadCarried(file, model));
    }

    /// <summary>All states of the model, or none: a file written before the first batch, or after a reset, has none.</summary>
    private static Dictionary<string, float[]> ReadCarried(SafetensorsFile file, Model model)
    {
        Dictionary<string, float[]> carried = new(StringComparer.Ordinal);
        long? batch = null;
        foreach (StateSchema state in model.Schema.States)
        {
            if (file[CarriedPrefix + state.Name] is not { } tensor)
            {
                continue;
            }

            batch ??= tensor.Shape.FirstOrDefault();
            long[] expected = [batch.Value, .. state.Shape.Select(size => (long)size)];
            if (batch == 0 || !tensor.Shape.SequenceEqual(expected))
            {
                throw new InvalidDataException($"{file.Name} does not fit {model.Schema.Name}: '{tensor.Name}' has the shape {Wording.Shape(tensor.Shape)}, where {Wording.Shape(expected)} is expected.");
            }

            if (WeightFile.ElementProblem(tensor, convert: false) is { } problem)
            {
                throw new InvalidDataException($"{file.Name} does not fit {model.Schema.Name}: {problem}.");
            }

            carried.Add(state.Name, tensor.ToFloats());
        }

        return carried.Count == 0 || carried.Count == model.Schema.States.Length
            ? carried
            : throw new InvalidDataException($"{file.Name} does not fit {model.Schema.Name}: it has {carried.Count} of the {model.Schema.States.Length} states that its layers keep.");
    }

    // Weights have slashes of their own; the state is the part before the first.
    private static string WeightOf(string state) => state[(state.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private static Dictionary<string, SavedLearningRate> ReadRates(SafetensorsFile file)
    {
        Dictionary<string, SavedLearningRate> rates = new(StringComparer.Ordinal);
        foreach ((string key, string text) in file.Metadata)
        {
            bool isConstant = key.StartsWith(RateKey, StringComparison.Ordinal);
            if (!isConstant && !key.StartsWith(FactorKey, StringComparison.Ordinal))
            {
                continue;
            }

            if (!float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) || !(value >= 0) || float.IsInfinity(value))
            {
                throw new InvalidDataException($"{file.Name}: '{key}' is \"{text}\", which is no finite number from 0.");
            }

            rates[key[(isConstant ? RateKey : FactorKey).Length..]] = new(isConstant, value);
        }

        return rates;
    }

    private static string Text(SafetensorsFile file, string key) => file.Metadata.TryGetValue(key, out string? text)
        ? text
        : throw new InvalidDataException($"{file.Name} has no '{key}': it holds weights alone. Save with SaveOptions.IncludeOptimizer to go on with a training.");

    private static T Number<T>(SafetensorsFile file, string key)
        where T : struct, INumber<T>
    {
        string text = Text(file, key);
        return T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out T number)
            ? number
            : throw new InvalidDataException($"{file.Name}: '{key}' is \"{text}\", which is not a whole number in range.");
    }
}
