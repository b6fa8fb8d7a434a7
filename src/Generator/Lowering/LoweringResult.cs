using Compiled.Generator.Diagnostics;

namespace Compiled.Generator.Lowering;

/// <summary>The lowered model (null where an error leaves none) and what is to be said about it.</summary>
internal sealed record LoweringResult(LoweredModel? Model, EquatableArray<DiagnosticInfo> Diagnostics);
