using Compiled;

namespace Peers.Onnx;

/// <summary>The workloads as ONNX graphs with the weights of the compiled networks, so that both give the same predictions.</summary>
internal sealed class OnnxNetworks
{
    public const string Input = "x";
    public const string Output = "y";

    private readonly OnnxGraph _graph = new();
    private readonly Queue<ModelWeight> _weights;

    private OnnxNetworks(Model model)
    {
        _weights = new(model.Layers.SelectMany(layer => layer.Weights));
    }

    /// <summary>The network as an ONNX model for batches of so many samples.</summary>
    public static byte[] Create(Workload workload, Model model, int samples) => new OnnxNetworks(model).Build(workload, samples);

    /// <summary>A sample's shape as ONNX has it, channels first.</summary>
    public static int[] InputShape(Workload workload) =>
        workload.InputShape is [int height, int width, int channels] ? [channels, height, width] : workload.InputShape;

    private byte[] Build(Workload workload, int samples)
    {
        _graph.Input(Input, workload.HasTokens, [samples, .. InputShape(workload)]);
        string prediction = workload.Id switch
        {
            "W1" => Softmax(Dense(Relu(Dense(Relu(Dense(Input)))))),
            "W2" => LeNet(),
            "W3" => Cifar(),
            "W4" => Softmax(Dense(Lstm(StepsFirst(Input)))),
            "W4b" => Softmax(Dense(Gru(StepsFirst(Input)))),
            "W5" => _graph.Node("Sigmoid", [Dense(Lstm(StepsFirst(Rows(Input))))]),
            "W7" => Dense(Tanh(Dense(Tanh(Dense(Input))))),
            "W8" => Vgg(),
            _ => Product(Input),
        };
        _graph.NamedNode("Identity", prediction, Output);
        _graph.Output(Output, samples, workload.Outputs);
        return _graph.ToModel();
    }

    private string LeNet()
    {
        string y = Pool(Relu(Convolution(Input, padding: 2)));
        y = Pool(Relu(Convolution(y, padding: 2)));
        return Softmax(Dense(Relu(FlatDense(y, 50))));
    }

    private string Cifar()
    {
        string y = Relu(Convolution(Input, padding: 1));
        y = Pool(Relu(Convolution(y, padding: 0)));
        y = Relu(Convolution(y, padding: 1));
        y = Pool(Relu(Convolution(y, padding: 0)));
        return Softmax(Dense(Relu(FlatDense(y, 64))));
    }

    private string Vgg()
    {
        string y = Input;
        foreach (int filters in Workload.VggPlan)
        {
            y = filters == 0 ? Pool(y) : Relu(Convolution(y, padding: 1));
        }

        return Softmax(Dense(Relu(Dense(Relu(FlatDense(y, 512))))));
    }

    private string Relu(string x) => _graph.Node("Relu", [x]);

    private string Tanh(string x) => _graph.Node("Tanh", [x]);

    private string Softmax(string x) => _graph.Node("Softmax", [x], ("axis", [1]));

    private string Pool(string x) => _graph.Node("MaxPool", [x], ("kernel_shape", [2, 2]), ("strides", [2, 2]));

    private string StepsFirst(string x) => _graph.Node("Transpose", [x], ("perm", [1, 0, 2]));

    private string Product(string x)
    {
        ModelWeight kernel = _weights.Dequeue();
        return _graph.Node("MatMul", [x, _graph.Weight(kernel.ToArray(), [.. kernel.Shape])]);
    }

    private string Dense(string x)
    {
        ModelWeight kernel = _weights.Dequeue();
        return Dense(x, kernel.ToArray(), kernel.Shape[0], kernel.Shape[1]);
    }

    private string Dense(string x, float[] kernel, int inputs, int units) =>
        _graph.Node("Gemm", [x, _graph.Weight(kernel, inputs, units), _graph.Weight(_weights.Dequeue().ToArray(), units)]);

    // What is flattened has its channels first here and last there, so that the rows of the kernel change places.
    private string FlatDense(string x, int channels)
    {
        ModelWeight kernel = _weights.Dequeue();
        int positions = kernel.Shape[0] / channels;
        return Dense(_graph.Node("Flatten", [x], ("axis", [1])), Transpose(kernel.ToArray(), positions, channels, kernel.Shape[1]), kernel.Shape[0], kernel.Shape[1]);
    }

    private string Convolution(string x, int padding)
    {
        ModelWeight kernel = _weights.Dequeue();
        int window = kernel.Shape[0], channels = kernel.Shape[2], filters = kernel.Shape[3];
        // (window, window, channels, filters) → (filters, channels, window, window)
        float[] rows = Transpose(kernel.ToArray(), window * window * channels, filters, 1);
        float[] weights = [.. rows.Chunk(window * window * channels).SelectMany(filter => Transpose(filter, window * window, channels, 1))];
        return _graph.Node(
            "Conv",
            [x, _graph.Weight(weights, filters, channels, window, window), _graph.Weight(_weights.Dequeue().ToArray(), filters)],
            ("kernel_shape", [window, window]),
            ("pads", [padding, padding, padding, padding]));
    }

    private string Rows(string ids)
    {
        ModelWeight table = _weights.Dequeue();
        return _graph.Node("Gather", [_graph.Weight(table.ToArray(), [.. table.Shape]), ids]);
    }

    // Keras's order of gates is input, forget, cell, output; that of ONNX input, output, forget, cell.
    private string Lstm(string x) => Recurrence("LSTM", x, [0, 3, 1, 2], hasRecurrentBias: false);

    // Both have update, reset, candidate; the form that resets after the product has a bias of its own there.
    private string Gru(string x) => Recurrence("GRU", x, [0, 1, 2], hasRecurrentBias: true, ("linear_before_reset", [1]));

    private string Recurrence(string operation, string x, int[] gates, bool hasRecurrentBias, params (string Name, int[] Values)[] attributes)
    {
        ModelWeight[] weights = [_weights.Dequeue(), _weights.Dequeue(), _weights.Dequeue()];
        ModelWeight kernel = weights.First(weight => weight.Schema.Role == "kernel");
        ModelWeight recurrent = weights.First(weight => weight.Schema.Role == "recurrent_kernel");
        ModelWeight bias = weights.First(weight => weight.Schema.Role == "bias");
        int features = kernel.Shape[0], units = recurrent.Shape[0];
        float[] biases = bias.ToArray();
        IEnumerable<float> biasRows = Gates(biases.AsSpan(0, gates.Length * units).ToArray(), 1, units, gates)
            .Concat(hasRecurrentBias ? Gates(biases.AsSpan(gates.Length * units).ToArray(), 1, units, gates) : new float[gates.Length * units]);
        string[] inputs =
        [
            x,
            _graph.Weight(Gates(kernel.ToArray(), features, units, gates), 1, gates.Length * units, features),
            _graph.Weight(Gates(recurrent.ToArray(), units, units, gates), 1, gates.Length * units, units),
            _graph.Weight(biasRows.ToArray(), 1, 2 * gates.Length * units),
        ];
        string last = _graph.Node(operation, inputs, 2, [("hidden_size", [units]), .. attributes])[1];
        return _graph.Node("Squeeze", [last, _graph.Indices(0)]);
    }

    // (rows, gates · units) → (gates in the other order · units, rows)
    private static float[] Gates(float[] kernel, int rows, int units, int[] order)
    {
        float[][] columns = [.. Transpose(kernel, rows, order.Length * units, 1).Chunk(rows)];
        return [.. order.SelectMany(gate => Enumerable.Range(gate * units, units)).SelectMany(column => columns[column])];
    }

    /// <summary>(rows, columns, width) → (columns, rows, width).</summary>
    private static float[] Transpose(float[] values, int rows, int columns, int width)
    {
        var result = new float[values.Length];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                values.AsSpan(((row * columns) + column) * width, width).CopyTo(result.AsSpan(((column * rows) + row) * width));
            }
        }

        return result;
    }
}
