using Compiled;
using PartOfSpeech;

if (Options.Read("PartOfSpeech", "Trains a network to tell the parts of speech of a sentence's words.", [("", 10)], quickEpochs: 1, args, out int exitCode) is not { } options)
{
    return exitCode;
}

if (!Options.TryLoad(() => Treebank.Load(options.Data, download: !options.Quick).ToArray(), out TaggedSentence[]? all))
{
    return 1;
}

new Random((int)options.Seed).Shuffle(all);
int count = all.Length * 4 / 5;
TaggedSentence[] train = all[..count], test = all[count..];
var sentences = new Sentences(train, all);
Console.WriteLine($"{train.Length} sentences of the Penn Treebank to learn from, {test.Length} with {test.Sum(sentence => sentence.Words.Length)} words to judge by");
using var model = new Tagger(options.Seed);
model.Summary();
model.Fit(sentences.ToDataset(train), new()
{
    Epochs = options.Epochs,
    BatchSize = 32,
    Optimizer = new Adam(),
    ValidationSplit = 0.1f,
    Verbose = Console.IsOutputRedirected ? Verbosity.OneLinePerEpoch : Verbosity.ProgressBar,
});
foreach (TaggedSentence sentence in test.Take(2))
{
    Console.WriteLine(sentences.Tag(model, sentence.Words));
}

// Of words alone: padding is masked.
Evaluation result = model.Evaluate(sentences.ToDataset(test));
Console.WriteLine($"each word's usual tag {sentences.UsualTagAccuracy(test):F4}, always {sentences.MostFrequentTag} {sentences.MajorityAccuracy(test):F4}");
Console.WriteLine($"test loss {result.Loss:F4}");
Console.WriteLine($"test accuracy {result["accuracy"]:F4}");
return 0;
