using Compiled;
using Word2Vec;

const int QuickWords = 50_000;
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
    // The last tenth is not seen.
    int cut = words.Length / 10 * 9;
    using var model = new SkipGramModel(options.Seed);
    model.Summary();
    model.Fit(Pairs(words.AsSpan(0, cut)), fit);
    ShowNear(vocabulary.Vectors(model.Layers["word"]["embeddings"].ToArray(), SkipGramModel.Length));
    Evaluation result = model.Evaluate(Pairs(words.AsSpan(cut)));
    Console.WriteLine($"test loss {result.Loss:F4}, real pairs told from made-up ones of as frequent words with accuracy {result["accuracy"]:F4}");
    return 0;

    // Made-up pairs are real ones that exchange their second words (Mikolov et al. 2013 draw these by frequency, too). Drawn from the vocabulary, all
    // words alike, they would be rare words, which are told from the real ones' by their frequency, whatever stands near them.
    Dataset Pairs(ReadOnlySpan<int> sequence)
    {
        float[] table = Sequences.SamplingTable(Vocabulary.Size, samplingFactor: 1e-3);
        SkipGrams real = Sequences.SkipGrams(sequence, Vocabulary.Size, Vocabulary.Window, negativeSamples: 0, table, seed: options.Seed);
        int[] exchanged = [.. real.Contexts];
        new Random((int)options.Seed).Shuffle(exchanged);
        return new SkipGrams([.. real.Words, .. real.Words], [.. real.Contexts, .. exchanged], [.. real.Labels, .. new float[exchanged.Length]]).ToDataset();
    }
}

static void ShowNear(WordVectors vectors)
{
    foreach (string word in (string[])["king", "queen", "love", "death", "sir", "alice", "time", "said"])
    {
        Console.WriteLine($"{word,6}: {string.Join(", ", vectors.Nearest(word, 6).Select(near => near.Word))}");
    }
}
