using System.Collections.Concurrent;
using System.Numerics;
using System.Numerics.Tensors;
using System.Reflection;
using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Kernels;

namespace Compiled.Generator.Tests.Interpretation;

/// <summary>
/// Runs a graph node by node through the methods of <see cref="Ops"/>: the oracle of every pass and of compiled programs.
/// A scalar is a tensor of shape (1).
/// </summary>
/// <param name="batch">The number of samples.</param>
/// <param name="leaf">The elements of an input, target, weight or parameter: <c>T[]</c> or <c>int[]</c>. Sizes, constants and random numbers are known.</param>
internal sealed class GraphInterpreter<T>(int batch, Func<Operator, int, Array> leaf)
    where T : struct, IFloatingPointIeee754<T>
{
    /// <summary>The methods of operators called before: to look one up costs far more than to call it.</summary>
    private static readonly ConcurrentDictionary<(Type Operator, Type Element), MethodInvoker> _methods = new();

    public ulong Seed { get; init; }

    public ulong Step { get; init; }

    /// <summary>Every node's value: <c>Tensor&lt;T&gt;</c> or <c>Tensor&lt;int&gt;</c>, and of a scan its results.</summary>
    public object[] Run(Graph graph) => Run(graph, input => throw new ArgumentException($"{input} is no leaf of a model"));

    private object[] Run(Graph graph, Func<StepInput, object> step)
    {
        var values = new object[graph.Nodes.Count];
        foreach (Node node in graph.Nodes)
        {
            object[] inputs = [.. node.Inputs.Select(i => values[i])];
            if (node.Operator is Scan scan)
            {
                values[node.Id] = Loop(scan, inputs);
                continue;
            }

            object value = node.Operator switch
            {
                StepInput input => step(input),
                LeafOperator op => Leaf(op, node.Type),
                ScanResult result => Select(result, ((Tensor<T>[] Final, Tensor<T>[] Sequences))inputs[0]),
                _ => Call(node, inputs),
            };
            nint[] expected = Lengths(node.Shape), actual = value is Tensor<int> integers ? integers.Lengths.ToArray() : ((Tensor<T>)value).Lengths.ToArray();
            if (!expected.SequenceEqual(actual))
            {
                throw new InvalidOperationException($"{node} has the shape ({string.Join(", ", actual)}) in the interpreter");
            }

            values[node.Id] = value;
        }

        return values;
    }

    /// <summary>The elements of one output.</summary>
    public T[] Run(Graph graph, OutputKind kind, int index) => Elements(Run(graph)[graph.Outputs.First(o => o.Kind == kind && o.Index == index).Node]);

    /// <summary>The elements of all outputs.</summary>
    public IReadOnlyDictionary<(OutputKind Kind, int Index), T[]> RunOutputs(Graph graph)
    {
        object[] values = Run(graph);
        return graph.Outputs.ToDictionary(o => (o.Kind, o.Index), o => Elements(values[o.Node]));
    }

    private object Loop(Scan scan, object[] inputs)
    {
        // The elements ahead are a sequence moved by one step, with the value of the last step at its end.
        IEnumerable<Tensor<T>> aheads = Enumerable.Range(0, scan.Aheads).Select(a => scan.InputOf(new(StepInputKind.Ahead, a, Scan.Type))).Select(place =>
        {
            var (last, sequence) = (Ops.ExpandDims((Tensor<T>)inputs[place], 0), (Tensor<T>)inputs[place + 1]);
            Tensor<T> others = Ops.Slice(sequence, 0, scan.IsReversed ? 0 : 1, (int)sequence.Lengths[0] - 1);
            return scan.IsReversed ? Ops.Concatenate(0, last, others) : Ops.Concatenate(0, others, last);
        });
        return Recurrence.Scan<T>(
            (int)Evaluate(scan.Steps),
            scan.IsReversed,
            [.. inputs.Take(scan.States).Cast<Tensor<T>>()],
            [.. inputs.Skip(scan.States).Take(scan.Sequences).Cast<Tensor<T>>(), .. aheads],
            (states, elements) =>
            {
                object[] values = Run(scan.Body, input => input.Kind switch
                {
                    StepInputKind.State => states[input.Index],
                    StepInputKind.Slice => elements[input.Index],
                    StepInputKind.Ahead => elements[scan.Sequences + input.Index],
                    _ => inputs[scan.InputOf(input)],
                });
                return (Outputs(OutputKind.State), Outputs(OutputKind.Step));

                Tensor<T>[] Outputs(OutputKind kind) => [.. scan.Body.Outputs.Where(o => o.Kind == kind).OrderBy(o => o.Index).Select(o => (Tensor<T>)values[o.Node])];
            });
    }

    private static Tensor<T> Select(ScanResult result, (Tensor<T>[] Final, Tensor<T>[] Sequences) results) =>
        result.Kind == ScanResultKind.Final ? results.Final[result.Index] : results.Sequences[result.Index];

    private static T[] Elements(object value)
    {
        var tensor = (Tensor<T>)value;
        var elements = new T[tensor.FlattenedLength];
        tensor.FlattenTo(elements);
        return elements;
    }

    private nint Evaluate(Dimension size) => (nint)size.Evaluate(symbol => symbol == "batch" ? batch : throw new ArgumentException($"the symbol {symbol} has no value"));

    private nint[] Lengths(Shape shape) => shape.Rank == 0 ? [1] : [.. shape.Dimensions.Select(Evaluate)];

    private object Leaf(LeafOperator op, TensorType type)
    {
        nint[] lengths = Lengths(type.Shape);
        int length = (int)lengths.Aggregate((nint)1, (product, l) => product * l);
        Array elements = op switch
        {
            Constant constant => new[] { T.CreateChecked(constant.Value) },
            Size size => new[] { T.CreateChecked((long)Evaluate(size.Dimension)) },
            RandomUniform uniform => Enumerable.Range(0, length).Select(i => T.CreateChecked(Philox.UniformAt(Seed, Step, (uint)uniform.Stream, i))).ToArray(),
            RandomNormal normal => Enumerable.Range(0, length).Select(i => T.CreateChecked(Philox.NormalAt(Seed, Step, (uint)normal.Stream, i))).ToArray(),
            _ => leaf(op, length),
        };
        return elements is int[] integers ? Tensor.Create(integers, lengths) : Tensor.Create((T[])elements, lengths);
    }

    private object Call(Node node, object[] inputs)
    {
        object[] attributes = [.. node.Operator.RuntimeArguments.Select(a => a switch
        {
            Dimension size => Evaluate(size),
            Dimension[] shape => shape.Select(Evaluate).ToArray(),
            _ => a,
        })];
        if (node.Operator is Concatenate)
        {
            inputs = [node.Type.Element == ElementType.Int32 ? inputs.Cast<Tensor<int>>().ToArray() : inputs.Cast<Tensor<T>>().ToArray()];
        }

        object?[] arguments = node.Operator.RuntimeArgumentsFirst ? [.. attributes, .. inputs] : [.. inputs, .. attributes];
        Type element = node.Type.Element == ElementType.Int32 && !inputs.Any(i => i is Tensor<T>) ? typeof(int) : typeof(T);
        MethodInvoker method = _methods.GetOrAdd((node.Operator.GetType(), element), _ => MethodInvoker.Create(Method(node.Operator.RuntimeName, element, arguments)));
        return method.Invoke(null, arguments.AsSpan())!;
    }

    private static MethodInfo Method(string name, Type element, object?[] arguments) => typeof(Ops).GetMethods()
        .Where(m => m.Name == name && m.IsGenericMethodDefinition && m.GetParameters().Length == arguments.Length)
        .Select(m => m.MakeGenericMethod(element))
        .SingleOrDefault(m => m.GetParameters().Zip(arguments).All(p => p.First.ParameterType.IsInstanceOfType(p.Second)))
        ?? throw new MissingMethodException(nameof(Ops), $"{name}({string.Join(", ", arguments.Select(a => a!.GetType().Name))})");
}
