namespace Compiled;

public sealed unsafe partial class PredictionContext
{
    private (int Samples, ModelTables Tables) SingleInput(ElementKind element, int values, int predictions)
    {
        ModelTables tables = _model.TablesFor([values], [predictions], _model.Tables.PredictionSpecs);
        string model = _model.Schema.Name;
        if (tables.InputSpecs.Length != 1 || tables.PredictionSpecs.Length != 1)
        {
            throw new InvalidOperationException($"{model} has {Wording.Count(tables.InputSpecs.Length, "input")} and {Wording.Count(tables.PredictionSpecs.Length, "output")}; this form of Predict is for one of each. Give an array for each instead.");
        }

        TensorSpec input = tables.InputSpecs[0], output = tables.PredictionSpecs[0];
        if (input.Element != element)
        {
            throw new ArgumentException($"{model}: input {input} {Wording.WrongKind(element)}");
        }

        (int samples, int rest) = Math.DivRem(values, input.Length);
        if (rest != 0)
        {
            throw new ArgumentException($"{model}: input {input} takes {Wording.Count(input.Length, "value")} a sample; {values} is no multiple of that");
        }

        if (predictions != (long)samples * output.Length)
        {
            throw new ArgumentException($"{model}: output {output} gives {Wording.Count((long)samples * output.Length, "value")} for {Wording.Count(samples, "sample")}, but there is room for {predictions}");
        }

        return (samples, tables);
    }

    private ModelTables CheckArrays(int samples, ReadOnlySpan<TensorData> inputs, ReadOnlySpan<float[]> predictions)
    {
        Span<int> lengths = stackalloc int[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            lengths[i] = inputs[i].Length;
        }

        ModelTables tables = _model.TablesFor(samples, lengths);
        TensorSpec[] inputSpecs = tables.InputSpecs, outputSpecs = tables.PredictionSpecs;
        string model = _model.Schema.Name;
        if (inputs.Length != inputSpecs.Length || predictions.Length != outputSpecs.Length)
        {
            throw new ArgumentException($"{model} has {Wording.Count(inputSpecs.Length, "input")} and {Wording.Count(outputSpecs.Length, "output")}, not {inputs.Length} and {predictions.Length}");
        }

        for (int i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].Element != inputSpecs[i].Element || inputs[i].Length != (long)samples * inputSpecs[i].Length)
            {
                throw new ArgumentException($"{model}: input {inputSpecs[i]} takes {Wording.Count((long)samples * inputSpecs[i].Length, "value")} for {Wording.Count(samples, "sample")}, not {inputs[i].Length} {Wording.Values(inputs[i].Element)}");
            }
        }

        for (int i = 0; i < predictions.Length; i++)
        {
            if (predictions[i].Length != (long)samples * outputSpecs[i].Length)
            {
                throw new ArgumentException($"{model}: output {outputSpecs[i]} gives {Wording.Count((long)samples * outputSpecs[i].Length, "value")} for {Wording.Count(samples, "sample")}, but there is room for {predictions[i].Length}");
            }
        }

        return tables;
    }

    /// <summary>
    /// Programs write predictions straight to where the caller wants them, at times while other tiles still read the inputs:
    /// no output may share memory with an input or another output.
    /// </summary>
    private void CheckOverlaps(int samples, ModelTables tables, void** inputs, float** predictions)
    {
        TensorSpec[] inputSpecs = tables.InputSpecs, outputSpecs = tables.PredictionSpecs;
        for (int i = 0; i < outputSpecs.Length; i++)
        {
            for (int j = 0; j < inputSpecs.Length; j++)
            {
                if (Overlap(samples, predictions[i], outputSpecs[i], inputs[j], inputSpecs[j]))
                {
                    throw new ArgumentException($"{_model.Schema.Name}: the memory for output {outputSpecs[i]} overlaps that of input {inputSpecs[j]} for {Wording.Count(samples, "sample")}; give the predictions memory of their own");
                }
            }

            for (int j = 0; j < i; j++)
            {
                if (Overlap(samples, predictions[i], outputSpecs[i], predictions[j], outputSpecs[j]))
                {
                    throw new ArgumentException($"{_model.Schema.Name}: the memory for output {outputSpecs[i]} overlaps that of output {outputSpecs[j]} for {Wording.Count(samples, "sample")}; give each memory of its own");
                }
            }
        }
    }

    // Floats and integers are both four bytes.
    private static bool Overlap(int samples, void* first, TensorSpec firstSpec, void* second, TensorSpec secondSpec) =>
        (float*)first < (float*)second + ((long)samples * secondSpec.Length)
        && (float*)second < (float*)first + ((long)samples * firstSpec.Length);
}
