namespace Compiled;

/// <summary>A model's weights as tensors of a safetensors file.</summary>
internal static class WeightFile
{
    private const int Listed = 5;
    private const string ProducerKey = "producer";
    private const string ModelKey = "model";

    /// <summary>Writes the weights, and where the training stands if asked.</summary>
    public static unsafe void Write(Model model, Stream stream, SaveOptions options)
    {
        List<KeyValuePair<string, string>> metadata = [new(ProducerKey, "Compiled"), new(ModelKey, model.Schema.Name)];
        if (options.IncludeOptimizer)
        {
            metadata.AddRange(TrainingFile.MetadataOf(model));
        }

        foreach (KeyValuePair<string, string> text in options.Metadata)
        {
            if (text.Key is ProducerKey or ModelKey || TrainingFile.IsKey(text.Key))
            {
                throw new ArgumentException($"{model.Schema.Name}: the metadata {text.Key} is written by Compiled itself; choose another name.", nameof(options));
            }

            metadata.Add(text);
        }

        SafetensorsWriter writer = new(metadata);
        foreach (ParameterSchema parameter in model.Schema.Parameters)
        {
            writer.Add(parameter.Name, parameter.Shape, output =>
                SafetensorsWriter.Values(output, new(model.ParameterAddress + parameter.Offset, parameter.Length)));
        }

        if (options.IncludeOptimizer)
        {
            TrainingFile.AddStates(model, writer);
        }

        writer.Write(stream);
    }

    /// <summary>The weights of a file in the order of the model's, if all are there and fit.</summary>
    /// <param name="convert">Whether half and double precision are taken too.</param>
    /// <exception cref="InvalidDataException">They do not fit; the message lists what is missing, unexpected or of another shape or type.</exception>
    public static float[][] Read(SafetensorsFile file, Model model, bool convert)
    {
        List<string> problems = [];
        List<string> missing = [];
        HashSet<string> known = new(StringComparer.Ordinal);
        List<SafetensorsTensor> found = [];
        foreach (ParameterSchema parameter in model.Schema.Parameters)
        {
            known.Add(parameter.Name);
            if (file[parameter.Name] is not { } tensor)
            {
                missing.Add($"'{parameter.Name}' {Wording.Shape(parameter.Shape)}");
                continue;
            }

            found.Add(tensor);
            if (ShapeProblem(tensor, parameter) is { } shape)
            {
                problems.Add(shape);
            }
            else if (ElementProblem(tensor, convert) is { } element)
            {
                problems.Add(element);
            }
        }

        List(problems, "missing", missing);
        List(problems, "unexpected", [.. file.Tensors.Where(tensor => !known.Contains(tensor.Name) && !TrainingFile.IsState(tensor, known, model)).Select(tensor => tensor.ToString())]);
        return problems.Count == 0
            ? [.. found.Select(tensor => tensor.ToFloats())]
            : throw new InvalidDataException($"{file.Name} does not fit {model.Schema.Name}: {string.Join("; ", problems)}.");
    }

    /// <summary>What is wrong with a tensor's sizes, or null.</summary>
    public static string? ShapeProblem(SafetensorsTensor tensor, ParameterSchema parameter)
        => tensor.Shape.SequenceEqual(parameter.Shape.Select(size => (long)size))
            ? null
            : $"'{tensor.Name}' has the shape {Wording.Shape(tensor.Shape)}, where {Wording.Shape(parameter.Shape)} is expected";

    /// <summary>What is wrong with a tensor's element type, or null.</summary>
    public static string? ElementProblem(SafetensorsTensor tensor, bool convert)
    {
        bool convertible = tensor.Element is SafetensorsElement.Float16 or SafetensorsElement.BFloat16 or SafetensorsElement.Float64;
        return tensor.Element == SafetensorsElement.Float32 || (convertible && convert)
            ? null
            : $"'{tensor.Name}' is {SafetensorsElements.NameOf(tensor.Element)}, where F32 is expected{(convertible ? " (load with convert: true)" : "")}";
    }

    private static void List(List<string> problems, string what, IReadOnlyList<string> names)
    {
        if (names.Count > 0)
        {
            problems.Add($"{what}: {string.Join(", ", names.Take(Listed))}{(names.Count > Listed ? $" and {names.Count - Listed} more" : "")}");
        }
    }
}
