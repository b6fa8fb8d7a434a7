using System.Text;
using System.Text.RegularExpressions;
using BenchmarkDotNet.Attributes;

namespace Compiled.Benchmarks;

/// <summary>A million words of a made-up language whose words are as frequent as Zipf's law has them, in lines of twenty.</summary>
[MemoryDiagnoser]
public partial class TokenizerBenchmarks
{
    private const int Lines = 50_000;
    private const int WordsInLine = 20;

    private string[] _lines = null!;
    private Tokenizer _tokenizer = null!;

    [GlobalSetup]
    public void Setup()
    {
        LogUniformSampler words = new(20_000, seed: 1);
        int[] line = new int[WordsInLine];
        _lines = new string[Lines];
        for (int i = 0; i < Lines; i++)
        {
            words.Sample((uint)i, line, unique: false);
            StringBuilder text = new();
            foreach (int word in line)
            {
                text.Append(text.Length == 0 ? "Word" : " word").Append(word);
            }

            _lines[i] = text.Append('.').ToString();
        }

        _tokenizer = Tokenizer.Fit(_lines);
    }

    [Benchmark]
    public int Fit() => Tokenizer.Fit(_lines).VocabularySize;

    [Benchmark]
    public int Sequences() => _lines.Sum(line => _tokenizer.TextToSequence(line).Length);

    /// <summary>What one would write without a tokenizer.</summary>
    [Benchmark(Baseline = true)]
    public int SequencesByRegularExpression()
        => _lines.Sum(line => Separators().Split(line.ToLowerInvariant()).Count(word => _tokenizer.WordIndex.ContainsKey(word)));

    [GeneratedRegex("[!\"#$%&()*+,\\-./:;<=>?@\\[\\\\\\]^_`{|}~\t\n ]+")]
    private static partial Regex Separators();
}
