using Compiled;
using Sentiment;

(string, int)[] variants = [("convolution", 20), ("lstm", 10)];
if (Options.Read("Sentiment", "Trains a network to tell praise from blame in sentences.", variants, quickEpochs: 2, args, out int exitCode) is not { } options)
{
    return exitCode;
}

if (!Options.TryLoad(() => UmichSentiment.Load(options.Data, download: !options.Quick), out TextData? data))
{
    return 1;
}

Console.WriteLine(data);
bool recurrent = options.Choice == "lstm";
using (Model model = Create())
{
    model.Summary();
}

float published = Train("published split", data);

// Most sentences stand there more than once: a test without those it was trained on says more.
float distinct = Train("without duplicates", data.Distinct());
Console.WriteLine($"test accuracy {published:F4}, without duplicates {distinct:F4}");
return 0;

Model Create() => recurrent ? new RecurrentClassifier(options.Seed) : new ConvolutionalClassifier(options.Seed);

float Train(string name, TextData all)
{
    (TextData train, TextData test) = all.Split(recurrent ? 0.8 : 0.7, options.Seed);
    Sentences sentences = recurrent
        ? new(RecurrentClassifier.Length, RecurrentClassifier.Vocabulary, train)
        : new(ConvolutionalClassifier.Length, ConvolutionalClassifier.Vocabulary, train);
    Console.WriteLine();
    Console.WriteLine($"{name}: {train.Texts.Length} sentences to learn from, {test.Texts.Length} to judge by, {sentences.Words} words");
    using Model model = Create();
    model.Fit(sentences.ToDataset(train, recurrent), new()
    {
        Epochs = options.Epochs,
        BatchSize = recurrent ? 32 : 64,
        Optimizer = new Adam(),
        Verbose = Console.IsOutputRedirected ? Verbosity.OneLinePerEpoch : Verbosity.ProgressBar,
    });
    foreach ((string text, int label) in test.Texts.Zip(test.Labels).Take(3))
    {
        Console.WriteLine($"{sentences.Praise(model, text):F2} positive, said to be {all.ClassNames[label]}: {text}");
    }

    Evaluation result = model.Evaluate(sentences.ToDataset(test, recurrent));
    int most = Math.Max(test.Labels.Sum(), test.Labels.Length - test.Labels.Sum());
    Console.WriteLine($"{name}: test loss {result.Loss:F4}, accuracy {result["accuracy"]:F4}; always saying the same {most / (double)test.Labels.Length:F4}");
    return result["accuracy"];
}
