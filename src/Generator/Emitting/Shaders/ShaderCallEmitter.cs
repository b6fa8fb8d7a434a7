using System.Globalization;
using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;
using Compiled.Generator.Programs;

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
            case var movement when ReadThrough.IsMovement(movement):
                _text.Declare(ShaderMovement.Function(graph, _text, node, "Moved"));
                return Run($"{Result()}(column) = Moved(column);", node.Shape.Length);
            case Softmax or LogSoftmax or SoftmaxCrossEntropy or SparseSoftmaxCrossEntropy:
                _text.Define("RESULT", Result());
                _text.Define("LOGITS", Source(0));
                _text.Define("FOLD(left, right)", "((left) + (right))");
                if (node.Inputs.Count > 1)
                {
                    _text.Define("TARGETS", Source(1));
                }

                return ShaderKernelEmitter.Rows(_text, node.Operator.RuntimeName, ShaderMovement.Leading(shape, shape.Rank - 1), shape[shape.Rank - 1]);
            case Gather:
                _text.Define("TABLE_ROWS", shape[0]);
                return Fill("Gather", graph[node.Inputs[1]].Shape.Length, ShaderMovement.Trailing(shape, 1), "TABLE", "IDS");
            case ScatterAdd scatter:
                return EmitScatterAdd(node, scatter);
            case PoolingOperator pooling:
                return EmitPooling(node, pooling);
            case ResizeOperator resize:
                return EmitResize(node, resize);
            case LogUniform sample:
                string upper = $"{Source(0)}(column)", lower = $"{Source(0)}({_text.Text(node.Shape.Length)} + column)";
                long range = (long)Math.Round(Math.Log(sample.Classes + 1.0, 2) * (1 << 27));
                return Run($"{Result()}(column) = LogUniformClass({upper}, {lower}, {range.ToString(CultureInfo.InvariantCulture)}u, {Literal.Int32(sample.Classes)}u);", node.Shape.Length);
            case RandomUniform uniform:
                return Random(Result(), node.Shape.Length, uniform.Stream, nameof(RandomUniform));
            case RandomNormal normal:
                return Random(Result(), node.Shape.Length, normal.Stream, nameof(RandomNormal));
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
        ShaderWindows.DefineRatio(_text, node.Layer, x, y);
        string template = (resize.IsLinear ? "ResizeBilinear" : "ResizeNearest") + (resize is ResizeGradient ? "Gradient" : "");
        return Fill(node, template, ShaderWindows.Positions(node.Shape), node.Shape[node.Shape.Rank - 1], resize is ResizeGradient ? "GRADIENT" : "X");
    }

    /// <summary>Groups that each own some rows of the table.</summary>
    private Shader EmitScatterAdd(Node node, ScatterAdd scatter)
    {
        const int RowsPerGroup = 16;
        Dimension columns = ShaderMovement.Trailing(node.Shape, 1);
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

    /// <summary>A statement for each column.</summary>
    private Shader Run(string statement, Dimension columns)
    {
        _text.Function("void Run(uint row, uint column)", [statement]);
        return ShaderKernelEmitter.Elementwise(_text, Dimension.One, columns);
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
}
