using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;
using Buffer = Compiled.Generator.Programs.Buffer;

namespace Compiled.Generator.Emitting;

/// <summary>Writes a scan as a loop around the kernels of its step. Pointers move along sequences; a state is the address where the step before left it.</summary>
internal sealed class ScanEmitter(Graph graph, ProgramNames names, Names types, CodeWriter calls, CodeWriter structs)
{
    public void Emit(Kernel kernel, Scan scan)
    {
        Program step = kernel.Body!;
        StepMemory stepMemory = StepMemory.Of(kernel);
        foreach (Kernel product in kernel.Streamed)
        {
            names.Add(graph[product.Results[0]]);
        }

        string[] inputs = [.. kernel.Root.Inputs.Select(i => names[graph.Owner(i)])];
        var inner = new ProgramNames(step, names, capture => inputs[scan.InputOf(new(StepInputKind.Capture, capture, Scan.Type))]);
        string layer = kernel.Root.Layer.Length == 0 ? "" : kernel.Root.Layer + "/";
        string index = names.Locals.Unique(Identifier.Camel(layer + "step"));
        string[] states = new string[scan.States];
        for (int i = 0; i < states.Length; i++)
        {
            Buffer? leaf = step.Buffers.FirstOrDefault(b => b.Storage == Storage.State && b.Index == i);
            states[i] = leaf is null ? names.Locals.Unique(Identifier.Camel(layer + "state")) : inner[leaf.Node];
            calls.Line($"{Pointer(scan.OutputOf(OutputKind.State, i).Type)} {states[i]} = {inputs[i]};");
        }

        foreach (Buffer buffer in step.Buffers.Where(b => b.Storage == Storage.Workspace))
        {
            calls.Line($"{Declare(step, inner, buffer)} = {Dimensions.Offset(names[kernel.Root.Id], buffer.Offset)};");
        }

        var memory = new LoopMemory(layer);
        PackedMatrices? packed = scan.Steps == Dimension.One ? null : new(step, inner, memory);
        (Kernel Product, string Local)[] streams = [.. kernel.Streamed.Select(p => (p, Declare(p, scan, memory)))];
        memory.Write(names.Locals, calls);
        var streamed = new Dictionary<int, string>();
        foreach ((Kernel product, string local) in streams)
        {
            string epilogue = new KernelEmitter(graph, names, types, calls, structs).DeclareStreamed(product, local);
            streamed.Add(StreamedProducts.SequenceOf(graph, product, kernel), $"{local}.Step(ref {epilogue}, {index})");
        }

        calls.Line();
        string last = Dimensions.Factor(scan.Steps - 1);
        using (calls.Block(scan.IsReversed
            ? $"for (nint {index} = {last}; {index} >= 0; {index}--)"
            : $"for (nint {index} = 0; {index} < {scan.Steps}; {index}++)"))
        {
            foreach (Buffer buffer in step.Buffers)
            {
                if (Address(buffer) is { } address)
                {
                    calls.Line($"{Declare(step, inner, buffer)} = {address};");
                }
            }

            foreach (Kernel part in step.Kernels)
            {
                new KernelEmitter(step.Graph, inner, types, calls, structs, packed).Emit(part);
            }

            calls.Line();
            for (int i = 0; i < states.Length; i++)
            {
                int? sequence = StepMemory.SequenceOf(scan, i);
                Buffer left = step.Buffers.First(b => sequence is null ? b.Storage == Storage.NextState && b.Index == i : b.Storage == Storage.Step && b.Index == sequence);
                calls.Line($"{states[i]} = {inner[left.Node]};");
            }
        }

        foreach (Node result in kernel.Epilogue.Select(r => graph[r]).Where(r => r.Operator is ScanResult { Kind: ScanResultKind.Final }))
        {
            calls.Line();
            Dimension length = result.Shape.Length;
            calls.Line($"Kernels::Movement.CopyBlocks({states[((ScanResult)result.Operator).Index]}, {length}, {names[result.Id]}, {length}, 1, {length}, workers);");
        }

        string? Address(Buffer buffer)
        {
            string stride = Dimensions.Factor(buffer.Length);
            switch (buffer.Storage)
            {
                case Storage.Slice when streamed.TryGetValue(buffer.Index, out string? call):
                    return call;
                case Storage.Slice:
                    return $"{inputs[scan.States + buffer.Index]} + ({index} * {stride})";
                case Storage.Ahead:
                    int place = scan.States + scan.Sequences + (2 * buffer.Index);
                    return $"{index} == {(scan.IsReversed ? "0" : last)} ? {inputs[place]} : {inputs[place + 1]} + (({index} {(scan.IsReversed ? "-" : "+")} 1) * {stride})";
                case Storage.NextState:
                    return $"{Dimensions.Offset(names[kernel.Root.Id], stepMemory.States[buffer.Index]!)} + (({index} & 1) * {stride})";
                case Storage.Step:
                    Node result = kernel.Epilogue.Select(r => graph[r]).First(r => r.Operator is ScanResult { Kind: ScanResultKind.Sequence } s && s.Index == buffer.Index);
                    return $"{names[result.Id]} + ({index} * {stride})";
                default:
                    return null;
            }
        }
    }

    /// <summary>Adds a product that the loop computes for a few steps at a time to the loop's memory.</summary>
    /// <returns>The local that holds it.</returns>
    private string Declare(Kernel kernel, Scan scan, LoopMemory memory)
    {
        var product = (MatrixProduct)kernel.Root.Operator;
        (_, _, Dimension columns, Dimension depth) = ProductSizes.Of(graph, kernel, product);
        string local = names.Locals.Unique(ProgramNames.Describe(kernel.Root) + "Steps");
        string shape = $"{scan.Steps}, {StreamedProducts.RowsOfStep(kernel, scan)}, {depth}";
        (string type, string sequence) = kernel.Rows switch
        {
            { Ids: { } ids, Source: var table } => ("TableProduct", $"Kernels::TableSequence({names[table]}, {names[ids]}, {graph[table].Shape[0]}, {shape})"),
            { Source: var samples } => ("StreamedProduct<Kernels::SampleSequence>", $"Kernels::SampleSequence({names[samples]}, {shape})"),
            null => ("StreamedProduct<Kernels::StepSequence>", $"Kernels::StepSequence({names[graph.Owner(kernel.Root.Inputs[0])]}, {shape})"),
        };
        memory.AddProduct(
            $"Kernels::{type}.Length({scan.Steps}, {StreamedProducts.RowsOfStep(kernel, scan)}, {columns}, {depth})",
            address => $"var {local} = new Kernels::{type}(new {sequence}, {names[graph.Owner(kernel.Root.Inputs[1])]}, {columns}, {Literal.Boolean(product.TransposeRight)}, {address}, workers);");
        return local;
    }

    private static string Declare(Program step, ProgramNames inner, Buffer buffer) => $"{Pointer(step.Graph[buffer.Node].Type)} {inner[buffer.Node]}";

    private static string Pointer(TensorType type) => KernelStruct.ElementPointer(type);
}
