using Compiled;
using Sentiment;

if (Options.Read("Sentiment", "Trains a convolutional network to tell praise from blame in sentences.", [("", 20)], quickEpochs: 2, args, out int exitCode) is not { } options)
{
    return exitCode;
}

TextData data;
try
{
    data = UmichSentiment.Load(options.Data, download: !options.Quick);
}
catch (FileNotFoundException missing)
{
    Console.Error.WriteLine(missing.Message);
    return 1;
}

Console.WriteLine(data);
float published = Train("published split", data);

// Most sentences stand there more than once: a test without those it was trained on says more.
float distinct = Train("without duplicates", data.Distinct());
Console.WriteLine($"test accuracy {published:F4}, without duplicates {distinct:F4}");
return 0;

float Train(string name, TextData sentences)
{
    (TextData train, TextData test) = sentences.Split(0.7, options.Seed);
    Tokenizer tokenizer = Sentences.Learn(train);
    Console.WriteLine();
    Console.WriteLine($"{name}: {train.Texts.Length} sentences to learn from, {test.Texts.Length} to judge by, {tokenizer.Words.Length} words");
    using var model = new SentimentClassifier(options.Seed);
    if (sentences == data)
    {
        model.Summary();
    }

    model.Fit(Sentences.ToDataset(train, tokenizer), new()
    {
        Epochs = options.Epochs,
        BatchSize = 64,
        Optimizer = new Adam(),
        Verbose = Console.IsOutputRedirected ? Verbosity.OneLinePerEpoch : Verbosity.ProgressBar,
    });
    foreach ((string text, int label) in test.Texts.Zip(test.Labels).Take(3))
    {
        Console.WriteLine($"{Sentences.Predict(model, tokenizer, text)[1]:F2} positive, said to be {sentences.ClassNames[label]}: {text}");
    }

    Evaluation result = model.Evaluate(Sentences.ToDataset(test, tokenizer));
    int most = Math.Max(test.Labels.Sum(), test.Labels.Length - test.Labels.Sum());
    Console.WriteLine($"{name}: test loss {result.Loss:F4}, accuracy {result["accuracy"]:F4}; always saying the same {most / (double)test.Labels.Length:F4}");
    return result["accuracy"];
}
