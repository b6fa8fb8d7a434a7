using Compiled.Generator.Declarations;
using Compiled.Generator.Diagnostics;
using Compiled.Generator.Emitting;
using Compiled.Generator.Emitting.Shaders;
using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering;
using Compiled.Generator.Passes;
using Compiled.Generator.Programs;

namespace Compiled.Generator;

/// <summary>From a declaration to source files: lowering, passes, scheduling, emitting. A pure function.</summary>
internal static class Compiler
{
    /// <summary>
    /// Compiles one model. Whatever fails in the compiler itself is a finding at that model: an exception that left the generator would
    /// take the output of every model away.
    /// </summary>
    public static CompilationResult Compile(ModelDeclaration declaration, CancellationToken cancellation)
    {
        try
        {
            return Run(declaration, cancellation);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(EquatableArray.Of(PlaceholderEmitter.Emit(declaration)), EquatableArray.Of(Explain(declaration, exception)));
        }
    }

    private static DiagnosticInfo Explain(ModelDeclaration declaration, Exception exception) => exception switch
    {
        OverflowException => DiagnosticInfo.Of(
            Descriptors.UnfitValue, declaration.Span, $"the memory of {declaration.Type.Name}", "its sizes leave the range of 64-bit integers: make the tensors smaller"),
        ShaderLimitException limit => DiagnosticInfo.Of(Descriptors.UnfitValue, declaration.Span, limit.What, limit.Why),
        _ => DiagnosticInfo.Of(Descriptors.InternalError, declaration.Span, declaration.Type.Name, Descriptors.Describe(exception)),
    };

    private static CompilationResult Run(ModelDeclaration declaration, CancellationToken cancellation)
    {
        LoweringResult lowered = ModelLowering.Lower(declaration);
        if (lowered.Model is not { } model)
        {
            return new(EquatableArray.Of(PlaceholderEmitter.Emit(declaration)), lowered.Diagnostics);
        }

        List<Program> programs = [], devicePrograms = [];
        foreach ((string name, Graph graph) in Graphs(model))
        {
            cancellation.ThrowIfCancellationRequested();
            Graph optimised = Pipeline.Run(graph);
            programs.Add(Scheduler.Schedule(name, optimised, declaration.IsUnfused ? Fusing.Nothing : Fusing.OneFunction));
            if (model.HasShaders && ShaderProgramEmitter.RunsOnDevices(programs[^1]))
            {
                devicePrograms.Add(declaration.IsUnfused ? programs[^1] : ReadThrough.OnDevices(Scheduler.Schedule(name, optimised, Fusing.Everything)));
            }
        }

        ModelNames names = ModelNames.Of(model);
        IEnumerable<GeneratedFile> files = ModelEmitter.Emit(model, programs)
            .Concat(programs.Select(program => ProgramEmitter.Emit(declaration.Type, program, names)));
        if (model.HasShaders)
        {
            files = files.Concat(devicePrograms.Select(program => ShaderProgramEmitter.Emit(declaration.Type, program, names)));
        }

        return new(files.ToEquatableArray(), lowered.Diagnostics);
    }

    /// <summary>The graph of each program by the name of its <c>ProgramKind</c>.</summary>
    private static IEnumerable<(string Name, Graph Graph)> Graphs(LoweredModel model)
    {
        yield return ("Infer", model.Inference);
        if (model.Evaluation is not null && model.Training is not null)
        {
            int[] parameters = [.. model.Parameters.Where(p => p.IsTrainable).Select(p => p.Index)];
            int[] inputs = model.HasInputGradients
                ? [.. Enumerable.Range(0, model.Inputs.Count).Where(i => model.Inputs[i].Type.Element == ElementType.Float32)]
                : [];
            yield return ("Evaluate", model.Evaluation);
            yield return ("Train", Differentiation.Run(model.Training, parameters, inputs));
        }

        if (model.Inspection is not null)
        {
            yield return ("Inspect", Differentiation.Run(model.Inspection, [], []));
        }
    }
}

/// <summary>What compiling a model gives: equal results are equal values.</summary>
internal sealed record CompilationResult(EquatableArray<GeneratedFile> Files, EquatableArray<DiagnosticInfo> Diagnostics)
{
    public static CompilationResult Empty { get; } = new(EquatableArray<GeneratedFile>.Empty, EquatableArray<DiagnosticInfo>.Empty);
}

/// <summary>A source file to add to the user's compilation.</summary>
internal sealed record GeneratedFile(string HintName, string Text);
