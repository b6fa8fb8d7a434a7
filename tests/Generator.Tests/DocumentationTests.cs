using System.Text.RegularExpressions;
using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Tests;

/// <summary>
/// What README.md and docs show is C# that compiles: the classes of a page together, and each other block as a method beside them. The first
/// page's classes are there for all; what else a block takes for given stands here.
/// </summary>
public partial class DocumentationTests
{
    private const string FirstPage = "README.md";

    private const string Usings = """
        using System.IO;
        using System.Numerics.Tensors;
        using Compiled;
        using static Compiled.Ops;

        """;

    /// <summary>By page and the beginning of the block: the parameters of the method around it.</summary>
    private static readonly (string Page, string Begin, string Parameters)[] _given =
    [
        (FirstPage, "var (train, test) = Mnist.Load();", "float[] image, float[] probabilities"),
        (FirstPage, "using var model", "Dataset train"),
        ("training.md", "using var model", "Dataset train, Dataset test"),
        ("training.md", "foreach (Batch batch", "Dataset train, int epoch, DigitClassifier model"),
        ("training.md", "ModelWeight kernel", "DigitClassifier model"),
        ("sequences.md", "float[] praise", "TextData train, int[,] rows, SentenceSentiment model"),
        ("sequences.md", "model.Layers", "float[] vectors, SentenceSentiment model"),
        ("sequences.md", "Dataset train = Sequences.Ragged", "int[][] sentences, int[][] tags, int[][] others, Tensor<int> ids, SentenceTagger model"),
        ("sequences.md", "Dataset text", "int[] ids, float[,] values, float[,] targets, Dataset recordings, Writer model"),
        ("sequences.md", "using PredictionContext", "int[] start, TokenSampler sampler, TokenWriter writer"),
        ("text.md", "Tokenizer tokenizer", "TextData train"),
        ("text.md", "Dataset lines", "string path, Tokenizer tokenizer"),
        ("text.md", "tokenizer.Save", "Tokenizer tokenizer, Model model"),
        ("text.md", "WordVectors glove", "Tokenizer tokenizer"),
        ("text.md", "TokenSampler sampler", "int[] start, int vocabularySize, int stop, NextToken Predict"),
        ("text.md", "using PredictionContext", "int[] start, int maxLength, int vocabularySize, BeamSearch search, Model writer"),
        ("text.md", "SeriesData airline", "Model model"),
        ("data.md", "Dataset data = Dataset.From(features, labels);", "float[,] features, int[] labels, float[] words, float[] numbers, float[] prices, IEnumerable<(float[], int)> pairs, int count, TensorSpec[] inputs, TensorSpec[] targets, SampleWriter<int> write"),
        ("data.md", "model.Save", "Model model, StandardScaler scaler"),
        ("data.md", "model.Fit", "Model model, Dataset train"),
        ("gpu.md", "using var model", "Dataset train"),
        ("gpu.md", "Console.WriteLine", "Model model"),
        ("images.md", "Image image", "float[] sample"),
        ("images.md", "Dataset varied", "Dataset train, Dataset validation, Model model"),
        ("images.md", "ImageStandardization scale", "Dataset train, Dataset varied, Dataset validation, float[] sample, Model model"),
        ("images.md", "Tensor<float> seen", "Tensor<float> picture, Image image, Model model"),
    ];

    public static TheoryData<string> Pages => [FirstPage, .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void WhatAPageShowsCompiles(string page)
    {
        string[] blocks = [.. Blocks(page).Where(block => !IsGenerated(block))];
        string space = page[..^".md".Length];
        List<string> sources = [Classes("Pages", FirstPage)];
        if (page != FirstPage)
        {
            sources.Add(Classes($"Pages.{space}", page));
        }

        HashSet<string> used = [];
        foreach (string block in blocks.Where(block => !HasClasses(block)))
        {
            string parameters = "";
            foreach (var given in _given.Where(g => g.Page == page && block.StartsWith(g.Begin, StringComparison.Ordinal)))
            {
                Assert.True(used.Add(given.Begin), $"two blocks of {page} begin with '{given.Begin}'");
                parameters = given.Parameters;
            }

            // The locals of a function inside may be named like the parameters outside.
            sources.Add($$"""
                {{Usings}}
                namespace Pages.{{space}};

                static class Block{{sources.Count}}
                {
                    static void Show({{parameters}})
                    {
                        Run();

                        void Run()
                        {
                            {{block}}
                        }
                    }
                }
                """);
        }

        Assert.Empty(_given.Where(g => g.Page == page).Select(g => g.Begin).Except(used));
        GeneratorResult result = GeneratorHarness.Run([.. sources]);
        Assert.Null(result.Exception);
        Assert.Empty(result.Diagnostics);
        Assert.DoesNotContain(result.CompilerDiagnostics, d => d.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void GeneratedCodeIsAsShown()
    {
        IEnumerable<string> generated = GeneratorHarness.Run(Classes("Pages", FirstPage)).Sources.Values.Select(OneLine);
        string shown = OneLine(Assert.Single(Blocks(FirstPage), IsGenerated));
        Assert.Contains(generated, source => source.Contains(shown, StringComparison.Ordinal));

        static string OneLine(string code) => Space().Replace(code, " ");
    }

    private static string Classes(string space, string page) =>
        $"{Usings}namespace {space};\n\n{string.Join("\n", Blocks(page).Where(HasClasses))}";

    /// <summary>The blocks of C# of a page, without the namespaces that they name.</summary>
    private static IEnumerable<string> Blocks(string page)
    {
        string text = File.ReadAllText(Path.Combine(Repository.Root, page == FirstPage ? "" : "docs", page));
        return CodeBlock().Matches(text).Select(match => UsingDirective().Replace(match.Groups[1].Value, "").TrimStart());
    }

    private static bool HasClasses(string block) => block.Contains("partial class ", StringComparison.Ordinal);

    private static bool IsGenerated(string block) => block.StartsWith("//", StringComparison.Ordinal);

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"^using (static )?[\w.]+;\n", RegexOptions.Multiline)]
    private static partial Regex UsingDirective();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}
