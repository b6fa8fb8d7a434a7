namespace Peers.Onnx;

/// <summary>Writes the part of the ONNX format that these networks need: IR version 8, operator set 17 (onnx.proto3).</summary>
internal sealed class OnnxGraph
{
    private const int Float = 1;
    private const int Int64 = 7;
    private const int IrVersion = 8;
    private const int OperatorSet = 17;

    private readonly ProtocolBuffer _graph = new();
    private int _names;

    /// <summary>Adds a node with one output.</summary>
    /// <returns>The output's name.</returns>
    public string Node(string operation, string[] inputs, params (string Name, int[] Values)[] attributes) => Node(operation, inputs, 1, attributes)[0];

    /// <summary>Adds a node.</summary>
    /// <param name="attributes">Whole numbers; one value is a number, more are a list.</param>
    /// <returns>The names of its outputs.</returns>
    public string[] Node(string operation, string[] inputs, int outputs, params (string Name, int[] Values)[] attributes)
    {
        string[] names = [.. Enumerable.Range(0, outputs).Select(_ => $"value{_names++}")];
        var node = new ProtocolBuffer();
        foreach (string input in inputs)
        {
            node.Write(1, input);
        }

        foreach (string name in names)
        {
            node.Write(2, name);
        }

        node.Write(4, operation);
        foreach ((string name, int[] values) in attributes)
        {
            node.Write(5, Attribute(name, values));
        }

        _graph.Write(1, node);
        return names;
    }

    public void NamedNode(string operation, string input, string output)
    {
        var node = new ProtocolBuffer();
        node.Write(1, input);
        node.Write(2, output);
        node.Write(4, operation);
        _graph.Write(1, node);
    }

    public string Weight(ReadOnlySpan<float> values, params int[] shape)
    {
        ProtocolBuffer tensor = Tensor(Float, shape, out string name);
        tensor.Write(9, values);
        _graph.Write(5, tensor);
        return name;
    }

    public string Indices(params long[] values)
    {
        ProtocolBuffer tensor = Tensor(Int64, [values.Length], out string name);
        foreach (long value in values)
        {
            tensor.Write(7, value);
        }

        _graph.Write(5, tensor);
        return name;
    }

    public void Input(string name, bool hasTokens, params int[] shape) => _graph.Write(11, Value(name, hasTokens ? Int64 : Float, shape));

    public void Output(string name, params int[] shape) => _graph.Write(12, Value(name, Float, shape));

    /// <summary>The model around all that was added.</summary>
    public byte[] ToModel()
    {
        _graph.Write(2, "graph");
        var operators = new ProtocolBuffer();
        operators.Write(1, "");
        operators.Write(2, OperatorSet);
        var model = new ProtocolBuffer();
        model.Write(1, IrVersion);
        model.Write(7, _graph);
        model.Write(8, operators);
        return model.Bytes.ToArray();
    }

    private static ProtocolBuffer Attribute(string name, int[] values)
    {
        const int Number = 2, Numbers = 7;
        var attribute = new ProtocolBuffer();
        attribute.Write(1, name);
        foreach (int value in values)
        {
            attribute.Write(values.Length == 1 ? 3 : 8, value);
        }

        attribute.Write(20, values.Length == 1 ? Number : Numbers);
        return attribute;
    }

    private static ProtocolBuffer Value(string name, int element, int[] shape)
    {
        var dimensions = new ProtocolBuffer();
        foreach (int length in shape)
        {
            var dimension = new ProtocolBuffer();
            dimension.Write(1, length);
            dimensions.Write(1, dimension);
        }

        var tensor = new ProtocolBuffer();
        tensor.Write(1, element);
        tensor.Write(2, dimensions);
        var type = new ProtocolBuffer();
        type.Write(1, tensor);
        var value = new ProtocolBuffer();
        value.Write(1, name);
        value.Write(2, type);
        return value;
    }

    private ProtocolBuffer Tensor(int element, int[] shape, out string name)
    {
        var tensor = new ProtocolBuffer();
        foreach (int length in shape)
        {
            tensor.Write(1, length);
        }

        tensor.Write(2, element);
        name = $"weight{_names++}";
        tensor.Write(8, name);
        return tensor;
    }
}
