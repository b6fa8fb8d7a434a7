using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Emitting.Shaders;

/// <summary>Writes the operators that have a kernel to themselves: softmax and its kin, pooling, tables, movement, random numbers.</summary>
internal sealed class ShaderCallEmitter(Graph graph, ShaderNames names)
{
    private readonly ShaderText _text = new(graph, names);

    public Shader Emit(Node node)
    {
        Shape shape = node.Inputs.Count > 0 ? graph[node.Inputs[0]].Shape : node.Shape;
        switch (node.Operator)
        {
            case Softmax or LogSoftmax or SoftmaxCrossEntropy or SparseSoftmaxCrossEntropy:
                _text.Define("RESULT", Result());
                _text.Define("LOGITS", Source(0));
                _text.Define("FOLD(left, right)", "((left) + (right))");
                if (node.Inputs.Count > 1)
                {
                    _text.Define("TARGETS", Source(1));
                }

                return ShaderKernelEmitter.Rows(_text, node.Operator.RuntimeName, Leading(shape, shape.Rank - 1), shape[shape.Rank - 1]);
            case OneHot oneHot:
                return Fill("OneHot", shape.Length, oneHot.Classes, "LABELS");
            case Gather:
                _text.Define("TABLE_ROWS", shape[0]);
                return Fill("Gather", graph[node.Inputs[1]].Shape.Length, Trailing(shape, 1), "TABLE", "IDS");
            case ScatterAdd scatter:
                return EmitScatterAdd(node, scatter);
            case PoolingOperator pooling:
                return EmitPooling(node, pooling);
            case ResizeOperator resize:
                return EmitResize(node, resize);
            case Reverse reverse:
                _text.Define("LENGTH", shape[reverse.Axis]);
                _text.Define("BLOCK", Trailing(shape, reverse.Axis + 1));
                return Fill("Reverse", Leading(shape, reverse.Axis), Trailing(shape, reverse.Axis), "SOURCE");
            case LogUniform sample:
                // Devices count in single precision: beside a bound between two classes they may take the other one.
                string upper = $"{Source(0)}(column)", lower = $"{Source(0)}({Size(node.Shape.Length)} + column)";
                string exponent = $"({upper} + {lower} * {HlslPrinter.Constant(Math.Pow(2, -24))}) * {HlslPrinter.Constant(Math.Log(sample.Classes + 1.0))}";
                return Run($"{Result()}(column) = min((int)(exp({exponent}) - 1.0f), {Literal.Int32(sample.Classes - 1)});", Dimension.One, node.Shape.Length);
            case Positions:
                return Run($"{Result()}(column) = (float)column;", Dimension.One, node.Shape.Length);
            case RandomUniform uniform:
                return Random(Result(), node.Shape.Length, uniform.Stream, nameof(RandomUniform));
            case RandomNormal normal:
                return Random(Result(), node.Shape.Length, normal.Stream, nameof(RandomNormal));
            case Transpose transpose:
                return Run($"{Result()}(column) = {Source(0)}({TransposedIndex(shape, node.Shape, transpose.Permutation)});", Dimension.One, node.Shape.Length);
            case Concatenate concatenate:
                return Run(Concatenation(node, concatenate.Axis), Leading(node.Shape, concatenate.Axis), Trailing(node.Shape, concatenate.Axis));
            case Slice slice:
                return Run(
                    $"{Result()}(row * {Size(Trailing(node.Shape, slice.Axis))} + column) = {Source(0)}(row * {Size(Trailing(shape, slice.Axis))} + {Size(Trailing(shape, slice.Axis + 1) * slice.Start)} + column);",
                    Leading(shape, slice.Axis),
                    Trailing(node.Shape, slice.Axis));
            case Pad pad:
                return Run(Padding(Result(), Source(0), shape, node.Shape, pad), Leading(shape, pad.Axis), Trailing(node.Shape, pad.Axis));
            default:
                throw new InvalidOperationException($"{node.Operator} has no kernel for devices");
        }

        string Result() => _text.Address(node.Id);
        string Source(int input) => _text.Address(node.Inputs[input]);

        Shader Fill(string template, Dimension rows, Dimension columns, params string[] inputs) => this.Fill(node, template, rows, columns, inputs);
    }

    /// <summary>A template that computes the result element by element, and what it calls the inputs.</summary>
    private Shader Fill(Node node, string template, Dimension rows, Dimension columns, params string[] inputs)
    {
        _text.Define("RESULT", _text.Address(node.Id));
        for (int i = 0; i < inputs.Length; i++)
        {
            _text.Define(inputs[i], _text.Address(node.Inputs[i]));
        }

        return ShaderKernelEmitter.Elementwise(_text, rows, columns, template);
    }

    private Shader EmitPooling(Node node, PoolingOperator pooling)
    {
        (Shape x, Shape y) = pooling.Roles([.. node.Inputs.Select(i => graph[i].Shape)], node.Shape);
        ShaderWindows.Define(_text, pooling.Sliding, x, pooling.Window, y);
        string[] inputs = pooling switch
        {
            MaxPoolingGradient => ["X", "Y", "GRADIENT"],
            MaxPoolingSelection => ["X", "Y", "VALUES"],
            AveragePoolingGradient => ["GRADIENT"],
            _ => ["X"],
        };
        return Fill(node, pooling.RuntimeName, ShaderWindows.Positions(node.Shape), node.Shape[node.Shape.Rank - 1], inputs);
    }

    private Shader EmitResize(Node node, ResizeOperator resize)
    {
        Shape input = graph[node.Inputs[0]].Shape;
        (Shape x, Shape y) = resize is ResizeGradient ? (node.Shape, input) : (input, node.Shape);
        int rank = resize.Lengths.Count;
        ShaderWindows.Define(_text, Sliding.OneByOne(rank), x, [.. Enumerable.Repeat(1, rank)], y);
        string template = (resize.IsLinear ? "ResizeBilinear" : "ResizeNearest") + (resize is ResizeGradient ? "Gradient" : "");
        return Fill(node, template, ShaderWindows.Positions(node.Shape), node.Shape[node.Shape.Rank - 1], resize is ResizeGradient ? "GRADIENT" : "X");
    }

    /// <summary>Groups that each own some rows of the table.</summary>
    private Shader EmitScatterAdd(Node node, ScatterAdd scatter)
    {
        const int RowsPerGroup = 16;
        Dimension columns = Trailing(node.Shape, 1);
        int threads = Math.Max(32, ShaderKernelEmitter.Lanes(columns, ShaderKernelEmitter.Group));
        _text.Define("RESULT", _text.Address(node.Id));
        _text.Define("IDS", _text.Address(node.Inputs[0]));
        _text.Define("VALUES", _text.Address(node.Inputs[1]));
        _text.Define("COUNT", graph[node.Inputs[0]].Shape.Length);
        _text.Define("TABLE_ROWS", scatter.Rows);
        _text.Define("COLUMNS", columns);
        _text.Define("GROUP", threads);
        _text.Define("ROWS_PER_GROUP", RowsPerGroup);
        _text.Define("STRIDE", ShaderKernelEmitter.Stride("TABLE_ROWS", RowsPerGroup));
        return new(_text, ["ScatterAdd"], (threads, 1), ShaderKernelEmitter.Groups(scatter.Rows, RowsPerGroup));
    }

    private static Dimension Leading(Shape shape, int axis) => shape.Dimensions.Take(axis).Aggregate(Dimension.One, (product, size) => product * size);

    private static Dimension Trailing(Shape shape, int axis) => shape.Dimensions.Skip(axis).Aggregate(Dimension.One, (product, size) => product * size);

    private Shader Run(string statement, Dimension rows, Dimension columns) => Run([statement], rows, columns);

    /// <summary>Statements for each row and column.</summary>
    private Shader Run(IEnumerable<string> statements, Dimension rows, Dimension columns)
    {
        _text.Function("void Run(uint row, uint column)", statements);
        return ShaderKernelEmitter.Elementwise(_text, rows, columns);
    }

    private Shader Random(string result, Dimension length, int stream, string template)
    {
        _text.Use("seedLow", "seedHigh", "stepLow", "stepHigh");
        _text.Define("GROUP", ShaderKernelEmitter.Group);
        _text.Define("RESULT", result);
        _text.Define("LENGTH", length);
        _text.Define("STREAM", $"{Literal.Int32(stream)}u");
        _text.Define("STRIDE", ShaderKernelEmitter.Stride("(LENGTH + 3) / 4", ShaderKernelEmitter.Group));
        return new(_text, [template], (ShaderKernelEmitter.Group, 1), ShaderKernelEmitter.Groups(length, 4 * ShaderKernelEmitter.Group));
    }

    /// <summary>Where element <c>column</c> of the result lies in the source.</summary>
    private string TransposedIndex(Shape source, Shape result, EquatableArray<int> permutation)
    {
        var terms = new List<string>();
        for (int axis = 0; axis < result.Rank; axis++)
        {
            if (result[axis] != Dimension.One)
            {
                string index = Trailing(result, axis + 1) is var inner && inner == Dimension.One ? "column" : $"column / {Size(inner)}";
                index = Leading(result, axis) == Dimension.One ? $"({index})" : $"({index}) % {Size(result[axis])}";
                terms.Add($"{index} * {Size(Trailing(source, permutation[axis] + 1))}");
            }
        }

        return terms.Count == 0 ? "0" : string.Join(" + ", terms);
    }

    /// <summary>Each input is a block of every row of the result, one behind the other.</summary>
    private IEnumerable<string> Concatenation(Node node, int axis)
    {
        Dimension begin = Dimension.Zero;
        for (int i = 0; i < node.Inputs.Count; i++)
        {
            Dimension length = Trailing(graph[node.Inputs[i]].Shape, axis), end = begin + length;
            string condition = i == node.Inputs.Count - 1 ? "else" : $"{(i == 0 ? "if" : "else if")} (column < {Size(end)})";
            yield return node.Inputs.Count == 1 ? "{" : condition + "\n{";
            yield return $"    {_text.Address(node.Id)}(row * {Size(Trailing(node.Shape, axis))} + column) = {_text.Address(node.Inputs[i])}(row * {Size(length)} + column - {Size(begin)});";
            yield return "}";
            begin = end;
        }
    }

    private IEnumerable<string> Padding(string result, string source, Shape shape, Shape padded, Pad pad)
    {
        Dimension before = Trailing(shape, pad.Axis + 1) * pad.Before, length = Trailing(shape, pad.Axis);
        yield return "float value = 0.0f;";
        yield return $"if (column - {Size(before)} < {Size(length)})";
        yield return "{";
        yield return $"    value = {source}(row * {Size(length)} + column - {Size(before)});";
        yield return "}";
        yield return "";
        yield return $"{result}(row * {Size(Trailing(padded, pad.Axis))} + column) = value;";
    }

    private string Size(Dimension size) => _text.Text(size);
}
