using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Diagnostics;

/// <summary>Every diagnostic of the compiler. Each has a page <c>docs/diagnostics/ID.md</c> and a test.</summary>
internal static class Descriptors
{
    public static readonly DiagnosticDescriptor ClassNotPartial = Error("CMP0001", "A model must be partial", "'{0}' must be a partial class, so that its program can be generated into it: write 'public partial class {0}'");

    private static readonly Dictionary<string, DiagnosticDescriptor> _byId = typeof(Descriptors)
        .GetFields()
        .Select(f => f.GetValue(null))
        .OfType<DiagnosticDescriptor>()
        .ToDictionary(d => d.Id);

    public static DiagnosticDescriptor ById(string id) => _byId[id];

    private static DiagnosticDescriptor Error(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity) =>
        new(id, title, message, "Compiled", severity, isEnabledByDefault: true, helpLinkUri: $"docs/diagnostics/{id}.md");
}
