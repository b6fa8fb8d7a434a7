using Compiled.Generator.Diagnostics;
using Compiled.Generator.Lowering;
using Compiled.Generator.Reading;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Lowering;

/// <summary>Reads a class <c>Net</c> from source and lowers it.</summary>
internal static class LoweringHarness
{
    private const string Usings = """
        using System.Numerics.Tensors;
        using Compiled;
        using static Compiled.Ops;

        """;

    /// <summary>The findings of lowering, with the text of the source that each points at.</summary>
    public static LoweringResult Lower(string source) => Lower(source, out _);

    public static LoweringResult Lower(string source, out ReadResult read)
    {
        ReadResult result = GeneratorHarness.Read("Net", Usings + source);
        read = result;
        Assert.Empty(result.Diagnostics.Select(d => d.ToDiagnostic(result.Map).ToString()));
        Assert.NotNull(result.Declaration);
        return ModelLowering.Lower(result.Declaration);
    }

    /// <summary>A model without errors.</summary>
    public static LoweredModel Model(string source)
    {
        LoweringResult result = Lower(source, out ReadResult read);
        Assert.True(result.Model is not null, string.Join("\n", result.Diagnostics.Select(d => d.ToDiagnostic(read.Map).ToString())));
        return result.Model;
    }

    /// <summary>The single finding of an id, as its message and the source it points at.</summary>
    public static (string Message, string Place) Finding(string id, string source)
    {
        LoweringResult result = Lower(source, out ReadResult read);
        string all = string.Join("\n", result.Diagnostics.Select(d => d.ToDiagnostic(read.Map).ToString()));
        DiagnosticInfo info = Assert.Single(result.Diagnostics, d => d.Id == id);
        Microsoft.CodeAnalysis.Diagnostic diagnostic = info.ToDiagnostic(read.Map);
        Assert.True(diagnostic.Location.SourceTree is not null, $"no place: {all}");
        return (diagnostic.GetMessage(), diagnostic.Location.SourceTree.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length));
    }
}
