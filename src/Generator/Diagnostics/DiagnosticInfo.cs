using Compiled.Generator.Declarations;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Diagnostics;

/// <summary>A finding, by the number of its place: equal findings are equal values, and the place is resolved only when it is reported.</summary>
/// <param name="Id">The id of a descriptor in <see cref="Descriptors"/>.</param>
internal sealed record DiagnosticInfo(string Id, int Span, EquatableArray<string> Arguments)
{
    public static DiagnosticInfo Of(DiagnosticDescriptor descriptor, int span, params string[] arguments) => new(descriptor.Id, span, EquatableArray.Of(arguments));

    public Diagnostic ToDiagnostic(SourceMap map) => Diagnostic.Create(Descriptors.ById(Id), map[Span], [.. Arguments]);
}

/// <summary>Thrown where work cannot go on after a finding; caught once per model.</summary>
internal sealed class DiagnosticException(DiagnosticInfo info) : Exception(info.Id)
{
    public DiagnosticInfo Info => info;
}
