using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;

namespace Compiled.Generator;

/// <summary>From a declaration to source files: lowering, passes, scheduling, emitting. A pure function.</summary>
internal static class Compiler
{
    public static CompilationResult Compile(ModelDeclaration declaration, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        return CompilationResult.Empty;
    }
}

/// <summary>What compiling a model gives: equal results are equal values.</summary>
internal sealed record CompilationResult(EquatableArray<GeneratedFile> Files, EquatableArray<DiagnosticInfo> Diagnostics)
{
    public static CompilationResult Empty { get; } = new(EquatableArray<GeneratedFile>.Empty, EquatableArray<DiagnosticInfo>.Empty);
}

/// <summary>A source file to add to the user's compilation.</summary>
internal sealed record GeneratedFile(string HintName, string Text);
