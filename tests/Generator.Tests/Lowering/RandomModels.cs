using System.Globalization;
using System.Text;

namespace Compiled.Generator.Tests.Lowering;

/// <summary>Sources of valid random models, the same for a seed: stacks of attributes and networks of several inputs and outputs.</summary>
internal sealed class RandomModels(int seed)
{
    private static readonly string[] _activations = ["Linear", "Relu", "Sigmoid", "Tanh", "Softplus", "Softsign", "Elu", "Selu", "Gelu", "Silu", "Mish", "LeakyRelu"];

    private readonly Random _random = new(seed);

    /// <summary>A class of the given name; every third model is a stack.</summary>
    public string Write(string name) => seed % 3 == 0 ? WriteStack(name) : WriteNetwork(name);

    private string WriteStack(string name)
    {
        int rank = _random.Next(1, 4);
        int[] shape = [.. Enumerable.Range(0, rank).Select(_ => _random.Next(2, 5))];
        var text = new StringBuilder();
        (string loss, string last) = Head();
        text.AppendLine(CultureInfo.InvariantCulture, $"[Model(Loss = Loss.{loss})]");
        text.AppendLine(CultureInfo.InvariantCulture, $"[Input({string.Join(", ", shape)})]");
        for (int i = _random.Next(1, 6); i > 0; i--)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"[{StackLayer(rank)}]");
        }

        if (rank > 1)
        {
            text.AppendLine("[Flatten]");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"[{last}]");
        return text.AppendLine(CultureInfo.InvariantCulture, $"public partial class {name};").ToString();
    }

    private string StackLayer(int rank) => _random.Next(10) switch
    {
        0 or 1 or 2 => $"Dense({_random.Next(4, 8)}, Activation = Activation.{Activation()}{Penalty()})",
        3 => "Dropout(0.3)",
        4 => $"BatchNormalization(Axis = {_random.Next(1, rank + 1)})",
        5 => $"LayerNormalization(Axis = [{_random.Next(1, rank + 1)}])",
        6 => $"Activation(Activation.{Activation()})",
        7 when rank == 3 => "Permute(2, 3, 1)",
        7 when rank == 2 => "Permute(2, 1)",
        8 => "PReLU(AlphaInitializer = Initializer.RandomUniform)",
        9 => "GaussianNoise(0.1)",
        _ => "ELU(0.5)",
    };

    /// <summary>A graph over vectors: every step joins or transforms values made before.</summary>
    private string WriteNetwork(string name)
    {
        int inputs = _random.Next(1, 4);
        var layers = new StringBuilder();
        var body = new StringBuilder();
        List<(string Name, int Size)> values = [.. Enumerable.Range(0, inputs).Select(i => ($"x{i}", _random.Next(2, 6)))];
        string parameters = string.Join(", ", values.Select(v => $"[Shape({v.Size})] Tensor<float> {v.Name}"));
        int count = 0;
        for (int step = _random.Next(2, 8); step > 0; step--)
        {
            (string left, int size) = values[_random.Next(values.Count)];
            (string right, int rightSize) = values[_random.Next(values.Count)];
            string result = $"v{values.Count}";
            (string expression, int resultSize) = _random.Next(11) switch
            {
                0 or 1 or 2 => Call($"Dense({size + 1}, Activation = Activation.{Activation()}{Penalty()})", size + 1, left),
                3 => Call("LayerNormalization", size, left),
                4 => Call("BatchNormalization", size, left),
                5 => Call("Dropout(0.4)", size, left),
                6 => ($"Concatenate({left}, {right})", size + rightSize),
                7 when size == rightSize => ($"{left} * Tanh({right}) - 0.5f * {left}", size),
                8 when size == rightSize && left != right => Call(_random.Next(2) == 0 ? "Add" : "Average", size, left, right),
                9 => ($"Sigmoid({left}) * Mean({right}, -1, keepDimensions: true)", size),
                10 => ($"Twice({left})", size),
                _ => ($"Softsign({left}) + {Number()}", size),
            };
            body.AppendLine(CultureInfo.InvariantCulture, $"        Tensor<float> {result} = {expression};");
            values.Add((result, resultSize));

            (string, int) Call(string attribute, int callSize, params string[] arguments)
            {
                string layer = $"Layer{count++}";
                layers.AppendLine(CultureInfo.InvariantCulture, $"    [{attribute}] private partial Tensor<float> {layer}({string.Join(", ", arguments.Select((_, i) => $"Tensor<float> x{i}"))});");
                return ($"{layer}({string.Join(", ", arguments)})", callSize);
            }
        }

        (string loss, string last) = Head();
        layers.AppendLine(CultureInfo.InvariantCulture, $"    [{last}] private partial Tensor<float> Last(Tensor<float> x);");
        bool hasSecond = _random.Next(3) == 0;
        if (hasSecond)
        {
            layers.AppendLine("    [Dense(1)] private partial Tensor<float> Second(Tensor<float> x);");
        }

        string all = $"Concatenate({string.Join(", ", values.Select(v => v.Name))})";
        return $$"""
            [Model(Loss = Loss.{{loss}})]
            {{(hasSecond ? "[Output(\"second\", Loss = Loss.MeanSquaredError, LossWeight = 0.5f)]" : "")}}
            public partial class {{name}}
            {
            {{layers}}
                private static Tensor<float> Twice(Tensor<float> x)
                {
                    for (int i = 0; i < 2; i++)
                    {
                        x = Tanh(x) * 1.5f;
                    }

                    return x;
                }

                public {{(hasSecond ? "(Tensor<float> first, Tensor<float> second)" : "Tensor<float>")}} Forward({{parameters}})
                {
            {{body}}
                    return {{(hasSecond ? $"(Last({all}), Second({values[^1].Name}))" : $"Last({all})")}};
                }
            }

            """;
    }

    private (string Loss, string Last) Head() => _random.Next(5) switch
    {
        0 => ("SparseCategoricalCrossentropy", "Dense(4, Activation = Activation.Softmax)"),
        1 => ("BinaryCrossentropy", "Dense(2, Activation = Activation.Sigmoid)"),
        2 => ("Huber", "Dense(2, KernelL2 = 0.01)"),
        3 => ("SparseCategoricalCrossentropyFromLogits", "Dense(4)"),
        _ => ("MeanSquaredError", "Dense(3)"),
    };

    private string Activation() => _activations[_random.Next(_activations.Length)];

    private string Penalty() => _random.Next(6) switch
    {
        0 => ", KernelL2 = 0.02",
        1 => ", ActivityL2 = 0.01",
        2 => ", UseBias = false",
        _ => "",
    };

    private string Number() => _random.NextSingle().ToString("F3", CultureInfo.InvariantCulture) + "f";
}
