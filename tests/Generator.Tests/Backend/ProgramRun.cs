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
    private readonly ProgramMethod _method;
    private readonly int _batch;
    private readonly Workers _workers;
    private readonly void** _inputs, _targets;
    private readonly float** _sampleWeights, _predictions, _metrics, _masks, _inputGradients;
    private readonly float* _parameters, _gradients, _workspace, _losses;
    private readonly GradientRows* _gradientRows;

    /// <param name="leaves">The elements of every input, target, sample weight and parameter; integers where the leaf is one.</param>
    public ProgramRun(Program program, ProgramMethod method, int batch, Func<Operator, int, Array> leaves, int workers = 1)
    {
        Graph graph = program.Graph;
        IReadOnlyList<long> offsets = CompiledPrograms.ParameterOffsets(graph);
        int slots = graph.Nodes.Count + 1;
        long arena = graph.Nodes.Select(n => n.Operator).OfType<Parameter>().Select(p => offsets[p.Index] + p.Shape.Length.Value).DefaultIfEmpty(0).Max();
        long workspace = program.WorkspaceLength.Evaluate(_ => batch);
        _method = method;
        _batch = batch;
        _workers = new(workers);
        _inputs = (void**)Allocate(slots * 2);
        _targets = (void**)Allocate(slots * 2);
        _sampleWeights = (float**)Allocate(slots * 2);
        _parameters = Allocate(arena);
        _gradients = Allocate(arena);
        _gradientRows = (GradientRows*)Allocate(slots * (long)sizeof(GradientRows) / sizeof(float));
        _workspace = Allocate(workspace);
        _predictions = (float**)Allocate(slots * 2);
        _losses = Allocate(slots);
        _metrics = (float**)Allocate(slots * 2);
        _masks = (float**)Allocate(slots * 2);
        _inputGradients = (float**)Allocate(slots * 2);
        foreach (Node node in graph.Nodes.Where(n => n.Operator is Input or Target or SampleWeight or Parameter))
        {
            int length = (int)node.Shape.Length.Evaluate(_ => batch);
            float* place = node.Operator is Parameter parameter ? _parameters + offsets[parameter.Index] : Allocate(length);
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
                    _inputs[input.Index] = place;
                    break;
                case Target target:
                    _targets[target.Index] = place;
                    break;
                case SampleWeight weight:
                    _sampleWeights[weight.Index] = place;
                    break;
            }
        }

        foreach (int table in RowGradients.Of(graph))
        {
            // All but the rows that ids name is zero from the start, and nobody's to write.
            Shape shape = graph.Nodes.Select(n => n.Operator).OfType<Parameter>().First(p => p.Index == table).Shape;
            new Span<float>(_gradients + offsets[table], (int)shape.Length.Value).Clear();
            int* numbers = (int*)Allocate(GradientRows.RoomOf(shape[0].Value));
            new Span<int>(numbers, (int)GradientRows.RoomOf(shape[0].Value)).Clear();
            _gradientRows[table] = new(numbers, (uint*)numbers + shape[0].Value);
        }

        foreach (GraphOutput output in graph.Outputs)
        {
            int length = (int)graph[output.Node].Shape.Length.Evaluate(_ => batch);
            float* place = output.Kind switch
            {
                Graphs.OutputKind.Prediction => _predictions[output.Index] = Allocate(length),
                Graphs.OutputKind.Loss => _losses + output.Index,
                Graphs.OutputKind.Metric => _metrics[output.Index] = Allocate(length),
                Graphs.OutputKind.Mask => _masks[output.Index] = Allocate(length),
                Graphs.OutputKind.Gradient => _gradients + offsets[output.Index],
                Graphs.OutputKind.Update => _parameters + offsets[output.Index],
                _ => _inputGradients[output.Index] = Allocate(length),
            };
            _results[(output.Kind, output.Index)] = ((nint)place, length);
        }

        Again();
    }

    /// <summary>Runs the program once more on the same memory.</summary>
    public void Again()
    {
        var arguments = new ProgramArguments
        {
            Batch = _batch,
            Inputs = _inputs,
            Targets = _targets,
            SampleWeights = _sampleWeights,
            Parameters = _parameters,
            Gradients = _gradients,
            GradientRows = _gradientRows,
            Workspace = _workspace,
            Predictions = _predictions,
            Losses = _losses,
            Metrics = _metrics,
            Masks = _masks,
            InputGradients = _inputGradients,
            Seed = Seed,
            Step = Step,
            Workers = _workers,
        };
        _method(in arguments);
    }

    public ReadOnlySpan<float> this[Graphs.OutputKind kind, int index] => new((void*)_results[(kind, index)].Address, _results[(kind, index)].Length);

    public void Dispose()
    {
        _workers.Dispose();
        _allocations.ForEach(a => NativeMemory.AlignedFree((void*)a));
    }

    private float* Allocate(long floats)
    {
        nuint bytes = (nuint)Math.Max(floats, 1) * sizeof(float);
        var address = (float*)NativeMemory.AlignedAlloc(bytes, 64);
        new Span<float>(address, (int)Math.Max(floats, 1)).Fill(float.NaN);
        _allocations.Add((nint)address);
        return address;
    }
}
