using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering;

namespace Compiled.Generator.Emitting;

/// <summary>Writes the prediction of a model with several inputs or outputs, each a span under its own name; the base class has the form for one of each.</summary>
internal static class PredictEmitter
{
    public static void Emit(CodeWriter writer, LoweredModel model)
    {
        if (model.Inputs.Count == 1 && model.Outputs.Count == 1)
        {
            EmitIds(writer, model.Inputs[0].Type);
            return;
        }

        string[] inputs = [.. model.Inputs.Select(i => Identifier.Of(i.Name))];
        string[] outputs = [.. model.Outputs.Select(o => Identifier.Of(o.Name)).Select(name => inputs.Contains(name) ? name + "Prediction" : name)];
        writer.Line();
        writer.Line("/// <summary>Predicts one or more samples; allocates nothing after the first call.</summary>");
        Describe(writer, inputs, model.Inputs.Select(i => i.Type), "Samples one behind the other");
        Describe(writer, outputs, model.Outputs.Select(o => o.Type), "Receives the predictions, one behind the other");
        writer.Line("/// <exception cref=\"ArgumentException\">A length does not fit the model, the inputs hold different numbers of samples, or an output overlaps an input or another output.</exception>");
        string parameters = string.Join(
            ", ",
            model.Inputs.Select((input, i) => $"ReadOnlySpan<{Element(input.Type)}> {inputs[i]}").Concat(outputs.Select(o => $"Span<float> {o}")));
        using (writer.Block($"public unsafe void Predict({parameters})"))
        {
            (string found, string passed) = model.MaxLength > 0 ? (", out int length", ", length") : ("", "");
            writer.Line($"int samples = CountSamples([{Lengths(inputs)}], [{Lengths(outputs)}]{found});");
            foreach ((string name, string pointer) in model.Inputs.Select((input, i) => (inputs[i], Element(input.Type))).Concat(outputs.Select(o => (o, "float"))))
            {
                writer.Line($"fixed ({pointer}* {Address(name)} = {name})");
            }

            using (writer.Block(""))
            {
                writer.Line($"void** inputAddresses = stackalloc void*[] {{ {string.Join(", ", inputs.Select(Address))} }};");
                writer.Line($"float** outputAddresses = stackalloc float*[] {{ {string.Join(", ", outputs.Select(Address))} }};");
                writer.Line($"PredictSamples(samples{passed}, inputAddresses, outputAddresses);");
            }
        }
    }

    /// <summary>The base class takes <c>[1, 2, 3]</c> for floats: a model of token ids has forms of its own, which take it for ids.</summary>
    private static void EmitIds(CodeWriter writer, TensorType input)
    {
        if (input.Element != ElementType.Int32)
        {
            return;
        }

        writer.Line();
        writer.Line("/// <inheritdoc cref=\"global::Compiled.Model.Predict(int[])\"/>");
        writer.Line("public new float[] Predict(int[] x) => base.Predict(x);");
        writer.Line();
        writer.Line("/// <inheritdoc cref=\"global::Compiled.Model.Predict(ReadOnlySpan{int}, Span{float})\"/>");
        writer.Line("public new void Predict(ReadOnlySpan<int> x, Span<float> predictions) => base.Predict(x, predictions);");
    }

    private static void Describe(CodeWriter writer, string[] names, IEnumerable<TensorType> types, string what)
    {
        foreach ((string name, TensorType type) in names.Zip(types, (name, type) => (name, type)))
        {
            writer.Line($"/// <param name=\"{name.TrimStart('@')}\">{what}: {type}.</param>");
        }
    }

    private static string Element(TensorType type) => type.Element == ElementType.Int32 ? "int" : "float";

    private static string Lengths(IEnumerable<string> names) => string.Join(", ", names.Select(n => n + ".Length"));

    private static string Address(string name) => name.TrimStart('@') + "Address";
}
