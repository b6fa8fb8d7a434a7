using Compiled;
using Word2Vec;

const int QuickWords = 25_000;
if (Options.Read("Word2Vec", "Learns vectors of words from Alice in Wonderland and Shakespeare.", [("cbow", 10), ("skipgram", 2)], quickEpochs: 1, args, out int exitCode) is not { } options)
{
    return exitCode;
}

if (!Options.TryLoad(() => (Alice: TextCorpora.Alice(options.Data, download: !options.Quick), Shakespeare: TextCorpora.Shakespeare(options.Data, download: !options.Quick)), out (Corpus Alice, Corpus Shakespeare) books))
{
    return 1;
}

Console.WriteLine(books.Alice);
Console.WriteLine(books.Shakespeare);
var vocabulary = new Vocabulary(books.Alice, books.Shakespeare);
int[] words = options.Quick ? vocabulary.Sequence[..QuickWords] : vocabulary.Sequence;
FitOptions fit = new()
{
    Epochs = options.Epochs,
    BatchSize = options.Choice == "cbow" ? 256 : options.Quick ? 64 : 1024, // few pairs are seen once: many small steps learn more from them
    Optimizer = new Adam(),
    Verbose = Console.IsOutputRedirected ? Verbosity.OneLinePerEpoch : Verbosity.ProgressBar,
};
return options.Choice == "cbow" ? Bags() : SkipGrams();

int Bags()
{
    // The last tenth is not seen: how well its words are told is the measure.
    int cut = words.Length / 10 * 9;
    using var model = new BagModel(options.Seed);
    model.Summary();
    model.Fit(Dataset(words.AsSpan(0, cut)), fit);
    ShowNear(vocabulary.Vectors(model.Layers["embedding"]["embeddings"].ToArray(), BagModel.Length));
    double loss = model.Evaluate(Dataset(words.AsSpan(cut))).Loss;
    double unigram = Vocabulary.UnigramLoss(words.AsSpan(0, cut), words.AsSpan(cut + Vocabulary.Window, words.Length - cut - (2 * Vocabulary.Window)));
    Console.WriteLine($"test perplexity {Math.Exp(loss):F1}, by frequencies alone {Math.Exp(unigram):F1}");
    return 0;

    static Dataset Dataset(ReadOnlySpan<int> sequence)
    {
        (int[,] contexts, int[] middles) = Sequences.ContextWindows(sequence, Vocabulary.Window);
        return Compiled.Dataset.From(contexts, middles);
    }
}

int SkipGrams()
{
    SkipGrams pairs = Sequences.SkipGrams(words, Vocabulary.Size, Vocabulary.Window, samplingTable: Sequences.SamplingTable(Vocabulary.Size), seed: options.Seed);
    (Dataset train, Dataset test) = pairs.ToDataset().Split(0.9, shuffle: options.Seed);
    using var model = new SkipGramModel(options.Seed);
    model.Summary();
    model.Fit(train, fit);
    ShowNear(vocabulary.Vectors(model.Layers["word"]["embeddings"].ToArray(), SkipGramModel.Length));
    Evaluation result = model.Evaluate(test);
    Console.WriteLine($"test loss {result.Loss:F4}, real pairs told from made-up ones with accuracy {result["accuracy"]:F4}");
    return 0;
}

static void ShowNear(WordVectors vectors)
{
    foreach (string word in (string[])["king", "queen", "love", "death", "sir", "alice", "time", "said"])
    {
        Console.WriteLine($"{word,6}: {string.Join(", ", vectors.Nearest(word, 6).Select(near => near.Word))}");
    }
}
