using System.Text.RegularExpressions;
using Compiled.Generator.Analyzers;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Compiled.Generator.Tests.Diagnostics;

/// <summary>
/// The pages under docs/diagnostics are run: the example of each raises its diagnostic at the text that its comment names,
/// <c>// CMP0001 at Net</c>, and nothing else; the fix raises nothing.
/// </summary>
public partial class DiagnosticPagesTests
{
    private const string Usings = """
        using System;
        using System.Numerics.Tensors;
        using Compiled;
        using static Compiled.Ops;

        """;

    /// <summary>Those whose example takes two projects or a class of the compiler's name, or is a project, or that have none; they have tests of their own.</summary>
    private static readonly string[] _special = [Descriptors.ModelWithoutSource.Id, Descriptors.UnknownOperator.Id, Descriptors.UnsafeNotAllowed.Id, Descriptors.InternalError.Id];

    public static TheoryData<string> Ids => [.. Descriptors.All.Select(d => d.Id).Except(_special)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task TheExampleRaisesItAndTheFixDoesNot(string id)
    {
        string[] blocks = [.. CodeBlock().Matches(Page(id)).Select(m => m.Groups[1].Value)];
        Assert.Equal(2, blocks.Length);
        string[] expected = [.. Comment().Matches(blocks[0]).Select(m => $"{m.Groups[1].Value} at {m.Groups[2].Value}").Order(StringComparer.Ordinal)];
        Assert.Contains(expected, e => e.StartsWith(id, StringComparison.Ordinal));
        Assert.Equal(expected, await Findings(blocks[0]));
        Assert.Empty(await Findings(blocks[1]));
    }

    [Fact]
    public void EveryDescriptorHasAPageARowAndARelease()
    {
        string index = File.ReadAllText(Path.Combine(Repository.Root, "docs/diagnostics/README.md"));
        string release = File.ReadAllText(Path.Combine(Repository.Root, "src/Generator/Diagnostics/AnalyzerReleases.Unshipped.md"));
        foreach (DiagnosticDescriptor descriptor in Descriptors.All)
        {
            Assert.Contains($"| [{descriptor.Id}]({descriptor.Id}.md) | {descriptor.DefaultSeverity} | {descriptor.Title} |", index, StringComparison.Ordinal);
            Assert.Contains($"{descriptor.Id} | Compiled | {descriptor.DefaultSeverity,-8} | {descriptor.Title}", release, StringComparison.Ordinal);
            Assert.StartsWith($"# {descriptor.Id}: {descriptor.Title}\n", Page(descriptor.Id), StringComparison.Ordinal);
        }

        Assert.Equal(
            Descriptors.All.Select(d => d.Id + ".md").Append("README.md"),
            Directory.GetFiles(Path.Combine(Repository.Root, "docs/diagnostics")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
    }

    private static string Page(string id) => File.ReadAllText(Path.Combine(Repository.Root, "docs/diagnostics", id + ".md"));

    /// <summary>Each finding of generator and analyzer as id and underlined text.</summary>
    private static async Task<string[]> Findings(string code)
    {
        GeneratorResult result = GeneratorHarness.Run(Usings + code);
        Assert.Null(result.Exception);
        IEnumerable<Diagnostic> analyzed = await result.Compilation.WithAnalyzers([new MonitorAnalyzer(), new LossAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        return [.. result.Diagnostics.Concat(analyzed).Select(d => $"{d.Id} at {d.Location.SourceTree!.GetText().ToString(d.Location.SourceSpan)}").Order(StringComparer.Ordinal)];
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex CodeBlock();

    [GeneratedRegex(@"// (CMP\d{4}) at (.*)")]
    private static partial Regex Comment();
}
