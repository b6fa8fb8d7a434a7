using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Compiled.Generator.Tests.Reading.Robustness;

/// <summary>Source is wrong most of the time while it is typed: the generator may find fault, but never fall.</summary>
public class RobustnessTests
{
    /// <summary>Twelve sources; sixty states of each with up to twelve edits are some 4500 edits.</summary>
    public static TheoryData<int> SampleIndices => [.. Enumerable.Range(0, Samples.All.Count)];

    [Theory]
    [MemberData(nameof(SampleIndices))]
    public void SamplesAreRight(int sample)
    {
        GeneratorResult result = GeneratorHarness.Run(Samples.WithNeighbours(sample));
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics.Where(d => string.CompareOrdinal(d.Id, "CMP0100") < 0));
    }

    [Theory]
    [MemberData(nameof(SampleIndices))]
    public void EveryPrefixIsTaken(int sample)
    {
        var typing = new Typing(Samples.All[sample]);
        for (int length = 0; length <= typing.Source.Length; length++)
        {
            typing.Feed(typing.Source[..length]);
        }
    }

    [Theory]
    [MemberData(nameof(SampleIndices))]
    public void RandomEditsAreTaken(int sample)
    {
        var typing = new Typing(Samples.All[sample]);
        var random = new Random(1671 + sample);
        for (int i = 0; i < 60; i++)
        {
            string source = typing.Source;
            for (int edits = random.Next(1, 13); edits > 0; edits--)
            {
                source = typing.Edit(random, source);
            }

            typing.Feed(source);
        }
    }

    [Fact]
    public void NamesOfFilesThatDifferInCaseAloneAreTaken()
    {
        GeneratorResult result = GeneratorHarness.Run("""
            using Compiled;

            [Model, Input(4), Dense(1)]
            public partial class Net
            {
                [Model, Input(4), Dense(1)]
                public partial class Infer;
            }

            [Model, Input(4), Dense(1)]
            public partial class NET;
            """).AssertClean();
        Assert.Contains("Net.Infer.g.cs", result.Sources.Keys);
        Assert.Contains("1.Net.Infer.g.cs", result.Sources.Keys);
        Assert.Contains("1.NET.g.cs", result.Sources.Keys);
    }

    /// <summary>A source in an editor, with one driver that sees each of its states.</summary>
    private sealed class Typing(string source)
    {
        private readonly CSharpCompilation _compilation = GeneratorHarness.Compile(source);
        private GeneratorDriver _driver = GeneratorHarness.CreateDriver();

        public string Source => source;

        public SyntaxToken[] Tokens { get; } = [.. GeneratorHarness.Parse(source, "File0.cs").GetRoot().DescendantTokens()];

        /// <summary>Removes, repeats or replaces a token or a run of text, or types a character anywhere.</summary>
        public string Edit(Random random, string text)
        {
            TextSpan span = Tokens[random.Next(Tokens.Length)].FullSpan;
            int end = Math.Min(span.End, text.Length), start = Math.Min(span.Start, end);
            string other = Tokens[random.Next(Tokens.Length)].ToFullString();
            return random.Next(6) switch
            {
                0 => text.Remove(start, end - start),
                1 => text.Insert(start, other),
                2 => text.Remove(start, end - start).Insert(start, other),
                3 => text.Remove(start, Math.Min(random.Next(100), text.Length - start)),
                4 => text.Insert(start, text[start..Math.Min(text.Length, start + random.Next(100))]),
                _ => text.Insert(random.Next(text.Length + 1), "(){}[];.,<>=\"0a "[random.Next(16)].ToString()),
            };
        }

        public void Feed(string text)
        {
            SyntaxTree tree = GeneratorHarness.Parse(text, "File0.cs");
            _driver = _driver.RunGenerators(_compilation.ReplaceSyntaxTree(_compilation.SyntaxTrees[0], tree));
            if (_driver.GetRunResult().Results.Single().Exception is { } exception)
            {
                Assert.Fail($"{exception}\n\nsource:\n{text}");
            }
        }
    }
}
