using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Reading;

/// <summary>Reads an annotated class into a <see cref="ModelDeclaration"/>.</summary>
internal static class ModelReader
{
    public static ReadResult Read(INamedTypeSymbol type, Compilation compilation, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return new(null, EquatableArray<DiagnosticInfo>.Empty, new SourceMap([]));
    }
}

/// <summary>A declaration (null where errors leave nothing to compile), what is wrong with it, and where its numbered places stand.</summary>
internal sealed record ReadResult(ModelDeclaration? Declaration, EquatableArray<DiagnosticInfo> Diagnostics, SourceMap Map);
