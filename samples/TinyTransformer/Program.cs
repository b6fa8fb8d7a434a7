using Compiled;
using TinyTransformer;

const int WrittenLength = 400, QuickWindows = 6000;
if (Options.Read("TinyTransformer", "Trains a small transformer to write like Shakespeare, character by character.", [("", 4)], quickEpochs: 1, args, out int exitCode) is not { } options)
{
    return exitCode;
}

if (!Options.TryLoad(() => TextCorpora.Shakespeare(options.Data, download: !options.Quick), out Corpus? corpus))
{
    return 1;
}

Console.WriteLine(corpus);
var plays = new Plays(corpus);
Dataset train = Plays.Windows(plays.Train, CharacterModel.Window / 2).Shuffle(options.Seed);
Dataset test = Plays.Windows(plays.Test, CharacterModel.Window);
if (options.Quick)
{
    train = train.Take(QuickWindows);
}

Console.WriteLine($"{train.Count} windows of {CharacterModel.Window} characters to train, {test.Count} to test");
using var model = new CharacterModel(options.Seed);
model.Summary();

int steps = (train.Count!.Value + 31) / 32 * options.Epochs;
var sampler = new TokenSampler(options.Seed) { Temperature = 0.8f, TopK = 20, Scores = TokenScores.Probabilities };
model.Fit(train, new()
{
    Epochs = options.Epochs,
    BatchSize = 32,
    Optimizer = new AdamW(new CosineDecay(2e-3f, steps)) { GlobalClipNorm = 1 },
    Verbose = Console.IsOutputRedirected ? Verbosity.OneLinePerEpoch : Verbosity.ProgressBar,
    Callbacks =
    [
        new LambdaCallback { EpochEnd = (_, logs) => Console.WriteLine($"  {Bits(logs["loss"]):F3} bits per character; writes: {plays.Write(model, sampler, "\n", 80).Trim().ReplaceLineEndings(" / ")}") },
    ],
});

Console.WriteLine();
Console.WriteLine(plays.Write(model, sampler, "ROMEO:\n", WrittenLength));
Console.WriteLine();
var counts = new CharacterCounts(plays.Train, CharacterModel.Characters);
double loss = model.Evaluate(test).Loss;
Console.WriteLine($"test loss {loss:F4}; bits per character {Bits(loss):F3}, by counting pairs {counts.BitsPerCharacter(plays.Test, 1):F3}, by counting triples {counts.BitsPerCharacter(plays.Test, 2):F3}");
return 0;

// Losses are in natural units.
static double Bits(double loss) => loss / Math.Log(2);
