using System.Runtime.InteropServices;
using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;
using Compiled.Kernels;

namespace Compiled.Generator.Tests.Backend;

/// <summary>Runs a compiled program on given leaves. Results start as NaN, so that an element nobody writes fails the test.</summary>
internal sealed unsafe class ProgramRun : IDisposable
{
    public const ulong Seed = 42;

    public const ulong Step = 3;

    private readonly List<nint> _allocations = [];
    private readonly Dictionary<(Graphs.OutputKind, int), (nint Address, int Length)> _results = [];

    /// <param name="leaves">The elements of every input, target, sample weight and parameter; integers where the leaf is one.</param>
    public ProgramRun(Program program, ProgramMethod method, int batch, Func<Operator, int, Array> leaves, int workers = 1)
    {
        Graph graph = program.Graph;
        IReadOnlyList<long> offsets = CompiledPrograms.ParameterOffsets(graph);
        int slots = graph.Nodes.Count + 1;
        long arena = graph.Nodes.Select(n => n.Operator).OfType<Parameter>().Select(p => offsets[p.Index] + p.Shape.Length.Value).DefaultIfEmpty(0).Max();
        long workspace = program.WorkspaceLength.Evaluate(_ => batch);
        var arguments = new ProgramArguments
        {
            Batch = batch,
            Inputs = (void**)Allocate(slots * 2),
            Targets = (void**)Allocate(slots * 2),
            SampleWeights = (float**)Allocate(slots * 2),
            Parameters = Allocate(arena),
            Gradients = Allocate(arena),
            Workspace = Allocate(workspace),
            Predictions = (float**)Allocate(slots * 2),
            Losses = Allocate(slots),
            Metrics = (float**)Allocate(slots * 2),
            InputGradients = (float**)Allocate(slots * 2),
            Seed = Seed,
            Step = Step,
            Workers = new Workers(workers),
        };
        foreach (Node node in graph.Nodes.Where(n => n.Operator is Input or Target or SampleWeight or Parameter))
        {
            int length = (int)node.Shape.Length.Evaluate(_ => batch);
            float* place = node.Operator is Parameter parameter ? arguments.Parameters + offsets[parameter.Index] : Allocate(length);
            Array elements = leaves(node.Operator, length);
            if (elements is int[] integers)
            {
                integers.CopyTo(new Span<int>(place, length));
            }
            else
            {
                ((float[])elements).CopyTo(new Span<float>(place, length));
            }

            switch (node.Operator)
            {
                case Input input:
                    arguments.Inputs[input.Index] = place;
                    break;
                case Target target:
                    arguments.Targets[target.Index] = place;
                    break;
                case SampleWeight weight:
                    arguments.SampleWeights[weight.Index] = place;
                    break;
            }
        }

        foreach (GraphOutput output in graph.Outputs)
        {
            int length = (int)graph[output.Node].Shape.Length.Evaluate(_ => batch);
            float* place = output.Kind switch
            {
                Graphs.OutputKind.Prediction => arguments.Predictions[output.Index] = Allocate(length),
                Graphs.OutputKind.Loss => arguments.Losses + output.Index,
                Graphs.OutputKind.Metric => arguments.Metrics[output.Index] = Allocate(length),
                Graphs.OutputKind.Gradient => arguments.Gradients + offsets[output.Index],
                Graphs.OutputKind.Update => arguments.Parameters + offsets[output.Index],
                _ => arguments.InputGradients[output.Index] = Allocate(length),
            };
            _results[(output.Kind, output.Index)] = ((nint)place, length);
        }

        method(in arguments);
    }

    public ReadOnlySpan<float> this[Graphs.OutputKind kind, int index] => new((void*)_results[(kind, index)].Address, _results[(kind, index)].Length);

    public void Dispose() => _allocations.ForEach(a => NativeMemory.AlignedFree((void*)a));

    private float* Allocate(long floats)
    {
        nuint bytes = (nuint)Math.Max(floats, 1) * sizeof(float);
        var address = (float*)NativeMemory.AlignedAlloc(bytes, 64);
        new Span<float>(address, (int)Math.Max(floats, 1)).Fill(float.NaN);
        _allocations.Add((nint)address);
        return address;
    }
}
