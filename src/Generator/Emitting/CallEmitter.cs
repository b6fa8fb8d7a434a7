using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;

namespace Compiled.Generator.Emitting;

/// <summary>Writes the operators that are one call of a runtime kernel: softmax and its kin, movement, random numbers.</summary>
internal sealed class CallEmitter(Graph graph, ProgramNames names, CodeWriter calls)
{
    public void Emit(Kernel kernel)
    {
        Node node = kernel.Root;
        if (node.Operator is Concatenate concatenate)
        {
            EmitConcatenate(kernel, concatenate.Axis);
            return;
        }

        string result = names[node.Id];
        string[] inputs = [.. node.Inputs.Select(i => names[graph.Owner(i)])];
        Shape shape = node.Inputs.Count > 0 ? graph[node.Inputs[0]].Shape : node.Shape;
        switch (node.Operator)
        {
            case Softmax or LogSoftmax:
                Call($"{node.Operator.RuntimeName}.Run", inputs[0], result, Leading(shape, shape.Rank - 1), shape[shape.Rank - 1]);
                break;
            case SoftmaxCrossEntropy or SparseSoftmaxCrossEntropy:
                Call($"{node.Operator.RuntimeName}.Run", inputs[0], inputs[1], result, Leading(shape, shape.Rank - 1), shape[shape.Rank - 1]);
                break;
            case OneHot oneHot:
                Call("OneHot.Run", inputs[0], result, shape.Length, (Dimension)oneHot.Classes);
                break;
            case Gather:
                Call("Gather.Run", inputs[0], inputs[1], result, graph[node.Inputs[1]].Shape.Length, shape[0], Trailing(shape, 1));
                break;
            case ScatterAdd scatter when RowGradients.ParameterOf(graph, node) is { } parameter:
                Call("ScatterAdd.Run", inputs[0], inputs[1], result, shape.Length, scatter.Rows, Trailing(node.Shape, 1), $"ref arguments.GradientRows[{Literal.Int32(parameter)}]");
                break;
            case ScatterAdd scatter:
                Call("ScatterAdd.Run", inputs[0], inputs[1], result, shape.Length, scatter.Rows, Trailing(node.Shape, 1));
                break;
            case LogUniform sample:
                calls.Line($"Kernels::LogUniform.Run({inputs[0]}, {result}, {node.Shape.Length}, {Literal.Int32(sample.Classes)});");
                break;
            case Positions:
                calls.Line($"Kernels::Movement.Count({result}, {node.Shape.Length});");
                break;
            case PoolingOperator pooling:
                EmitPooling(node, pooling);
                break;
            case ResizeOperator resize:
                EmitResize(node, resize);
                break;
            case RandomUniform uniform:
                Call("Philox.Uniform", result, node.Shape.Length, "arguments.Seed", "arguments.Step", Literal.Int32(uniform.Stream));
                break;
            case RandomNormal normal:
                Call("Philox.Normal", result, node.Shape.Length, "arguments.Seed", "arguments.Step", Literal.Int32(normal.Stream));
                break;
            case Transpose transpose:
                Call("Movement.Transpose", Float(node.Inputs[0]), Float(node.Id), $"[{string.Join(", ", shape.Dimensions)}]", $"[{string.Join(", ", transpose.Permutation)}]");
                break;
            case Slice slice:
                Copy(Dimensions.Offset(Float(node.Inputs[0]), Trailing(shape, slice.Axis + 1) * slice.Start), Trailing(shape, slice.Axis), Float(node.Id), Trailing(node.Shape, slice.Axis), Leading(shape, slice.Axis), Trailing(node.Shape, slice.Axis));
                break;
            case Reverse reverse:
                Call("Movement.Reverse", Float(node.Inputs[0]), Float(node.Id), Leading(shape, reverse.Axis), shape[reverse.Axis], Trailing(shape, reverse.Axis + 1));
                break;
            case Pad pad:
                calls.Line($"Kernels::Movement.Fill({Float(node.Id)}, {node.Shape.Length}, 0f);");
                Copy(Float(node.Inputs[0]), Trailing(shape, pad.Axis), Dimensions.Offset(Float(node.Id), Trailing(shape, pad.Axis + 1) * pad.Before), Trailing(node.Shape, pad.Axis), Leading(shape, pad.Axis), Trailing(shape, pad.Axis));
                break;
            default:
                throw new InvalidOperationException($"{node.Operator} has no kernel");
        }
    }

    private void EmitPooling(Node node, PoolingOperator pooling)
    {
        (Shape x, Shape y) = pooling.Roles([.. node.Inputs.Select(i => graph[i].Shape)], node.Shape);
        CallWithWindow($"{pooling.RuntimeName}.Run", node, SlidingWindows.Text(pooling.Sliding, x, pooling.Window, y));
    }

    private void EmitResize(Node node, ResizeOperator resize)
    {
        Shape input = graph[node.Inputs[0]].Shape;
        (Shape x, Shape y) = resize is ResizeGradient ? (node.Shape, input) : (input, node.Shape);
        int rank = resize.Lengths.Count;
        CallWithWindow($"{resize.RuntimeName}.{(resize.IsLinear ? "Bilinear" : "Nearest")}", node, SlidingWindows.Text(Sliding.OneByOne(rank), x, Enumerable.Repeat(1, rank), y));
    }

    /// <summary>Calls a kernel with its inputs, its result and a window.</summary>
    private void CallWithWindow(string method, Node node, string window)
    {
        string local = names.Locals.Unique(ProgramNames.Describe(node) + "Window");
        calls.Line($"var {local} = {window};");
        Call(method, [.. node.Inputs.Select(i => names[graph.Owner(i)]), names[node.Id], local]);
    }

    /// <summary>Each input is a block of every row of the result, one behind the other; some lie there already.</summary>
    private void EmitConcatenate(Kernel kernel, int axis)
    {
        Node node = kernel.Root;
        Dimension begin = Dimension.Zero;
        foreach (int input in node.Inputs)
        {
            Dimension length = Trailing(graph[input].Shape, axis);
            if (kernel.Inputs.Contains(input))
            {
                Copy(Float(input), length, Dimensions.Offset(Float(node.Id), begin), Trailing(node.Shape, axis), Leading(node.Shape, axis), length);
            }

            begin += length;
        }
    }

    private void Copy(string source, Dimension sourceStride, string destination, Dimension destinationStride, Dimension rows, Dimension columns) =>
        Call("Movement.CopyBlocks", source, sourceStride, destination, destinationStride, rows, columns);

    private void Call(string method, params object[] arguments) =>
        calls.Line($"Kernels::{method}({string.Join(", ", arguments)}, workers);");

    /// <summary>The address of a node's elements as floats: movement does not care what the four bytes mean.</summary>
    private string Float(int node)
    {
        string name = names[graph.Owner(node)];
        return graph[node].Type.Element == ElementType.Int32 ? $"(float*){name}" : name;
    }

    private static Dimension Leading(Shape shape, int axis) => shape.Dimensions.Take(axis).Aggregate(Dimension.One, (product, size) => product * size);

    private static Dimension Trailing(Shape shape, int axis) => shape.Dimensions.Skip(axis).Aggregate(Dimension.One, (product, size) => product * size);
}
