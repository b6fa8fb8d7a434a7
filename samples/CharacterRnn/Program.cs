using CharacterRnn;
using Compiled;

const int WrittenLength = 100;
if (Options.Read("CharacterRnn", "Trains a recurrent network to write like Alice in Wonderland.", [("", 25)], quickEpochs: 1, args, out int exitCode) is not { } options)
{
    return exitCode;
}

if (!Options.TryLoad(() => TextCorpora.Alice(options.Data, download: !options.Quick), out Corpus? corpus))
{
    return 1;
}

Console.WriteLine(corpus);
var book = new Book(corpus);
Dataset windows = book.Windows;
Console.WriteLine($"{windows.Count} windows of {Book.Window} characters");
using var model = new CharacterModel(options.Seed);
model.Summary();

// The most probable character each time, as published, goes round in circles; drawing by the probabilities does not.
var greedy = new TokenSampler { Temperature = 0, Scores = TokenScores.Probabilities };
var lively = new TokenSampler(options.Seed) { Temperature = 0.7f, Scores = TokenScores.Probabilities };
History history = model.Fit(windows, new()
{
    Epochs = options.Epochs,
    BatchSize = 128,
    Optimizer = new RMSprop(),
    Verbose = Console.IsOutputRedirected ? Verbosity.OneLinePerEpoch : Verbosity.ProgressBar,
    Callbacks =
    [
        new LambdaCallback
        {
            EpochEnd = (epoch, _) =>
            {
                int place = epoch * 1000;
                Console.WriteLine($"  most probable: {book.Write(model, greedy, place, WrittenLength)}");
                Console.WriteLine($"  drawn:         {book.Write(model, lively, place, WrittenLength)}");
            },
        },
    ],
});
Console.WriteLine($"training loss {history["loss"][^1]:F4} after epoch {options.Epochs}; published 1.3685 after epoch 25");
return 0;
