using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;
using Buffer = Compiled.Generator.Programs.Buffer;

namespace Compiled.Generator.Emitting.Shaders;

/// <summary>
/// Writes a scan as a loop that records the kernels of its step once for each step. Kernels are given the number of the step, and find by it
/// their elements of sequences; a state is read where the step before left it, in the first step where its first value lies.
/// </summary>
internal sealed class ShaderScanEmitter(Graph graph, ShaderNames names, ShaderRecorder recorder)
{
    public void Emit(Kernel kernel)
    {
        var scan = (Scan)kernel.Root.Operator;
        string index = names.Locals.Unique("stepIndex"), turn = index + "Turn";
        string steps = Dimensions.Factor(scan.Steps), last = Dimensions.Factor(scan.Steps - 1);
        recorder.Constants.UnionWith(scan.Steps.Monomials.SelectMany(m => m.Symbols));
        ShaderNames inner = new(kernel.Body!, names, buffer => Place(kernel, scan, buffer, index, turn));
        using (recorder.Calls.Block(scan.IsReversed ? $"for (uint {index} = {steps}; {index}-- > 0;)" : $"for (uint {index} = 0; {index} < {steps}; {index}++)"))
        {
            recorder.Calls.Line($"uint {turn} = {index} & 1;");
            recorder.Calls.Line("commands.Barrier();");
            recorder.Record(kernel.Body!, inner);
        }

        Node[] final = [.. kernel.Epilogue.Select(r => graph[r]).Where(r => r.Operator is ScanResult { Kind: ScanResultKind.Final })];
        if (final.Length == 0)
        {
            return;
        }

        recorder.Calls.Line();
        recorder.Calls.Line("// what the last step left");
        using (recorder.Calls.Block(""))
        {
            recorder.Calls.Line($"uint {index} = {(scan.IsReversed ? "0" : scan.Steps.IsConstant ? last : $"(uint){last}")};");
            recorder.Calls.Line($"uint {turn} = {index} & 1;");
            recorder.Calls.Line("commands.Barrier();");
            foreach (Node result in final)
            {
                var text = new ShaderText(graph, names);
                text.Define("LEFT_BY_STEP", Left(kernel, scan, ((ScanResult)result.Operator).Index, Dimension.Symbol(index), Dimension.Symbol(turn)));
                text.Function("void Run(uint row, uint column)", [$"{text.Address(result.Id)}(column) = LEFT_BY_STEP(column);"]);
                Shader copy = ShaderKernelEmitter.Elementwise(text, Dimension.One, result.Shape.Length);
                recorder.Dispatch(ProgramNames.Describe(result), $"{KernelComment.Of(graph, kernel)}: state {((ScanResult)result.Operator).Index} of the last step", new(KernelComment.Layer(kernel), result.Operator.GetType().Name, result.Shape.Length, result.Shape.Length), copy, waits: false);
            }
        }
    }

    /// <summary>Where a buffer of the step's program lies in the step that the index says.</summary>
    private ValuePlace Place(Kernel kernel, Scan scan, Buffer buffer, string indexName, string turnName)
    {
        Dimension index = Dimension.Symbol(indexName), turn = Dimension.Symbol(turnName), length = buffer.Length;
        Dimension first = scan.IsReversed ? scan.Steps - 1 : Dimension.Zero, last = scan.IsReversed ? Dimension.Zero : scan.Steps - 1;
        switch (buffer.Storage)
        {
            case Storage.Workspace:
                MemoryView memory = Memory(kernel).Move(buffer.Offset);
                return new(kernel.Body!.Graph[buffer.Node].Type.Element == ElementType.Int32 ? MemoryView.Workspace(isInteger: true, memory.Offset) : memory);
            case Storage.Capture:
                return Input(kernel, scan.InputOf(new(StepInputKind.Capture, buffer.Index, Scan.Type)));
            case Storage.Slice:
                return Input(kernel, scan.States + buffer.Index).Move(index * length);
            case Storage.Ahead:
                int place = scan.States + scan.Sequences + (2 * buffer.Index);
                return new(Input(kernel, place).Only, new(indexName, last), Input(kernel, place + 1).Only.Move((scan.IsReversed ? index - 1 : index + 1) * length));
            case Storage.State:
                return new(Input(kernel, buffer.Index).Only, new(indexName, first), Left(kernel, scan, buffer.Index, scan.IsReversed ? index + 1 : index - 1, Dimension.One - turn));
            case Storage.NextState:
                return new(Left(kernel, scan, buffer.Index, index, turn));
            case Storage.Step:
                return new(Sequence(kernel, buffer.Index).Move(index * length));
            default:
                throw new InvalidOperationException($"{buffer.Storage} is no memory of a step");
        }
    }

    /// <summary>Where a step leaves a state: in a sequence, if the state is an element of it anyway, else in the first or the second of two places.</summary>
    private MemoryView Left(Kernel kernel, Scan scan, int state, Dimension index, Dimension turn)
    {
        Dimension length = scan.OutputOf(OutputKind.State, state).Shape.Length;
        return StepMemory.SequenceOf(scan, state) is { } sequence
            ? Sequence(kernel, sequence).Move(index * length)
            : Memory(kernel).Move(StepMemory.Of(kernel).States[state]! + (turn * length));
    }

    private ValuePlace Input(Kernel kernel, int input) => names.Place(graph.Owner(kernel.Root.Inputs[input]));

    /// <summary>The memory that the loop needs beside its results.</summary>
    private MemoryView Memory(Kernel kernel) => names.Place(kernel.Root.Id).Only;

    private MemoryView Sequence(Kernel kernel, int sequence)
    {
        Node result = kernel.Epilogue.Select(r => graph[r]).First(r => r.Operator is ScanResult { Kind: ScanResultKind.Sequence } s && s.Index == sequence);
        return names.Place(result.Id).Only;
    }
}
