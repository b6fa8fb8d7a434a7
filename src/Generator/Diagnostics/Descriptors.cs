using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Diagnostics;

/// <summary>
/// Every diagnostic of the compiler. Each has a page <c>docs/diagnostics/ID.md</c> and a test.
/// CMP00xx: the declaration; CMP01xx: shapes, losses and values; CMP02xx: warnings about the network;
/// CMP03xx: kernels for GPUs.
/// </summary>
internal static partial class Descriptors
{
    // Built at first use, when the fields of all parts of this class have their values.
    private static readonly Lazy<Dictionary<string, DiagnosticDescriptor>> _byId = new(() => typeof(Descriptors)
        .GetFields()
        .Select(f => f.GetValue(null))
        .OfType<DiagnosticDescriptor>()
        .ToDictionary(d => d.Id));

    public static IEnumerable<DiagnosticDescriptor> All => _byId.Value.Values.OrderBy(d => d.Id, StringComparer.Ordinal);

    public static DiagnosticDescriptor ById(string id) => _byId.Value[id];

    private static DiagnosticDescriptor Error(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Warning);

    /// <summary>The page lies in the repository and, under the same path, in the package, wherever that is unpacked: there is no host to link to.</summary>
    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity) => new(
        id,
        title,
        message,
        "Compiled",
        severity,
        isEnabledByDefault: true,
        description: $"docs/diagnostics/{id}.md, in the folder of the package Compiled and in its repository, has an example and its fix.",
        helpLinkUri: $"docs/diagnostics/{id}.md");
}
