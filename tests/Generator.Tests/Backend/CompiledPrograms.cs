using System.Reflection;
using System.Runtime.Loader;
using Compiled.Generator.Declarations;
using Compiled.Generator.Emitting;
using Compiled.Generator.Graphs;
using Compiled.Generator.Programs;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Generator.Tests.Backend;

internal delegate void ProgramMethod(in ProgramArguments arguments);

/// <summary>Programs of hand-built graphs, emitted and compiled together into one assembly: one compilation serves many graphs.</summary>
internal sealed class CompiledPrograms
{
    private readonly Assembly _assembly;

    public CompiledPrograms(IReadOnlyList<Program> programs, LanguageVersion version = LanguageVersion.CSharp14)
    {
        Programs = programs;
        Texts = [.. programs.Select((program, i) => ProgramEmitter.Emit(TypeOf(i), program, NamesOf(program.Graph)).Text)];
        IEnumerable<SyntaxTree> trees = Texts
            .Concat(programs.Select((program, i) => $$"""
                namespace Generated;
                partial class Graph{{i}}
                {
                    public static void Execute(in Compiled.ProgramArguments arguments) => {{ProgramEmitter.ClassName(program)}}.Run(in arguments);
                }
                """))
            .Select((text, i) => CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(version), $"File{i}.cs", System.Text.Encoding.UTF8));
        CSharpCompilation compilation = Harness.GeneratorHarness.Compile()
            .RemoveAllSyntaxTrees()
            .AddSyntaxTrees(trees)
            .WithOptions(new(Microsoft.CodeAnalysis.OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable, generalDiagnosticOption: ReportDiagnostic.Error, warningLevel: 9999));
        using var stream = new MemoryStream();
        Microsoft.CodeAnalysis.Emit.EmitResult result = compilation.Emit(stream);
        if (!result.Success)
        {
            Diagnostic first = result.Diagnostics.First(d => d.Severity == DiagnosticSeverity.Error);
            throw new InvalidOperationException($"{first}\n{first.Location.SourceTree}");
        }

        _assembly = new AssemblyLoadContext("programs", isCollectible: false).LoadFromStream(new MemoryStream(stream.ToArray()));
    }

    public IReadOnlyList<Program> Programs { get; }

    public IReadOnlyList<string> Texts { get; }

    public static CompiledPrograms Of(params Graph[] graphs) => new([.. graphs.Select(g => Scheduler.Schedule("Train", g))]);

    public ProgramMethod this[int index] => _assembly.GetType($"Generated.Graph{index}", true)!.GetMethod("Execute")!.CreateDelegate<ProgramMethod>();

    public static ModelNames NamesOf(Graph graph)
    {
        int inputs = Count<Operators.Input>(graph, i => i.Index), parameters = Count<Operators.Parameter>(graph, p => p.Index);
        int outputs = Math.Max(
            Math.Max(Count<Operators.Target>(graph, t => t.Index), Count<Operators.SampleWeight>(graph, w => w.Index)),
            graph.Outputs.Select(o => o.Kind == Graphs.OutputKind.Prediction ? o.Index + 1 : o.Kind == Graphs.OutputKind.Loss ? o.Index : 0).DefaultIfEmpty(0).Max());
        return new(
            Enumerable.Range(0, inputs).Select(i => $"x{i}").ToEquatableArray(),
            Enumerable.Range(0, outputs).Select(i => $"output{i}").ToEquatableArray(),
            Enumerable.Range(0, parameters).Select(i => $"layer{i}/weight").ToEquatableArray(),
            ParameterOffsets(graph).ToEquatableArray(),
            EquatableArray<string>.Empty);
    }

    /// <summary>Each parameter behind the one before, 64-byte aligned.</summary>
    public static IReadOnlyList<long> ParameterOffsets(Graph graph)
    {
        long[] lengths = new long[Count<Operators.Parameter>(graph, p => p.Index)];
        foreach (Operators.Parameter parameter in graph.Nodes.Select(n => n.Operator).OfType<Operators.Parameter>())
        {
            lengths[parameter.Index] = parameter.Shape.Length.Value;
        }

        return [.. lengths.Select((_, i) => lengths.Take(i).Sum(length => (length + 15) / 16 * 16))];
    }

    private static int Count<TOperator>(Graph graph, Func<TOperator, int> index) =>
        graph.Nodes.Select(n => n.Operator).OfType<TOperator>().Select(o => index(o) + 1).DefaultIfEmpty(0).Max();

    private static TypeDeclaration TypeOf(int index) => new("Generated", EquatableArray<string>.Empty, $"Graph{index}", "class");
}
