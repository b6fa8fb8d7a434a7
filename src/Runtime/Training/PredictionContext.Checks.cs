namespace Compiled;

public sealed partial class PredictionContext
{
    private int SingleInput(ElementKind element, int values, int predictions)
    {
        ModelTables tables = _model.Tables;
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

        return samples;
    }

    private void CheckArrays(int samples, ReadOnlySpan<TensorData> inputs, ReadOnlySpan<float[]> predictions)
    {
        TensorSpec[] inputSpecs = _model.Tables.InputSpecs, outputSpecs = _model.Tables.PredictionSpecs;
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
    }
}
