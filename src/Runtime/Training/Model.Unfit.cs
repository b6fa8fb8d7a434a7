namespace Compiled;

/// <content>What is said where inputs or targets are not the model's.</content>
public abstract partial class Model
{
    /// <summary>What is said where inputs or targets of a data set or a batch are not the model's.</summary>
    /// <param name="what">Input or target.</param>
    private ArgumentException Unfit(string what, IReadOnlyList<TensorSpec> expected, IReadOnlyList<TensorSpec> given)
    {
        bool takesAny = expected.Any(spec => spec.HasAnyLength), givesAny = given.Any(spec => spec.HasAnyLength);
        string lengths = takesAny ? $" (any is 1 to {Schema.MaxLength} steps, as many for all)" : "";
        (TensorSpec Expected, TensorSpec Given)[] targets = what == "target" ? [.. expected.Zip(given).Where(pair => pair.First.Element == pair.Second.Element)] : [];
        string advice = "";
        if (targets.Any(pair => IsStepOf(pair.Given, pair.Expected)))
        {
            advice = ". It takes a target for every step, as Sequences.NextTokens(…, everyStep: true) and Sequences.Ragged with targets for each step give them; without ReturnSequences the last recurrent layer gives one for a whole sequence";
        }
        else if (targets.Any(pair => IsStepOf(pair.Expected, pair.Given)))
        {
            advice = ". These are targets for every step, which a model takes whose recurrent layers have ReturnSequences = true";
        }
        else if (givesAny && !takesAny)
        {
            advice = ". Sequences.Pad brings sequences of different lengths to one; a model whose input has Length.Any takes them as they are";
        }
        else if (what == "input" && expected.Zip(given).FirstOrDefault(pair => ArePictures(pair.First, pair.Second)) is ({ } wanted, { } pictures))
        {
            advice = $": resize them, as an ImageFolder does with Height = {wanted.Shape[0]}, Width = {wanted.Shape[1]} and Channels = {wanted.Shape[2]}, or give the input the shape ({string.Join(", ", pictures.Shape)})";
        }

        return new($"{Schema.Name} takes as {what}s {string.Join("; ", expected)}; given are {string.Join("; ", given)}{lengths}{advice}");

        static bool IsStepOf(TensorSpec one, TensorSpec all) =>
            all.Shape.Length == one.Shape.Length + 1 && all.Shape.AsSpan()[1..].SequenceEqual(one.Shape.AsSpan());

        static bool ArePictures(TensorSpec one, TensorSpec other) =>
            IsPicture(one) && IsPicture(other) && !one.Shape.AsSpan().SequenceEqual(other.Shape.AsSpan());

        static bool IsPicture(TensorSpec spec) => spec is { Element: ElementKind.Float32, HasAnyLength: false, Shape: [_, _, 1 or 3 or 4] };
    }
}
