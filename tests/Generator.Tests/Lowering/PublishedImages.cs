namespace Compiled.Generator.Tests.Lowering;

/// <summary>The large published networks for images, written as a user would, for what must hold of large graphs.</summary>
internal static class PublishedImages
{
    private const string Usings = """
        using System.Numerics.Tensors;
        using Compiled;
        using static Compiled.Ops;

        """;

    /// <summary>VGG-16 (Simonyan and Zisserman 2015): 138,357,544 parameters, 14,714,688 of them in convolutions.</summary>
    public static string Vgg16(bool withTop)
    {
        var layers = new List<string>();
        foreach ((int filters, int count) in ((int, int)[])[(64, 2), (128, 2), (256, 3), (512, 3), (512, 3)])
        {
            layers.AddRange(Enumerable.Repeat($"[Conv2D({filters}, 3, Padding = Padding.Same, Activation = Activation.Relu)]", count));
            layers.Add("[MaxPooling2D(2)]");
        }

        if (withTop)
        {
            layers.AddRange(["[Flatten]", .. Enumerable.Repeat("[Dense(4096, Activation = Activation.Relu)]", 2), "[Dense(1000, Activation = Activation.Softmax)]"]);
        }

        return $"""
            {Usings}[Model(Loss = Loss.{(withTop ? "CategoricalCrossentropy" : "MeanSquaredError")})]
            [Input(224, 224, 3)]
            {string.Join("\n", layers)}
            public partial class Net;
            """;
    }

    /// <summary>A chain of so many convolutions, each with a normalization of its batch.</summary>
    public static string Chain(int convolutions) => $"""
        {Usings}[Model(Loss = Loss.MeanSquaredError)]
        [Input(16, 16, 8)]
        {string.Join("\n", Enumerable.Repeat("[Conv2D(8, 3, Padding = Padding.Same, UseBias = false)] [BatchNormalization] [Activation(Activation.Relu)]", convolutions))}
        [GlobalAveragePooling2D]
        [Dense(1)]
        public partial class Net;
        """;

    /// <summary>Inception-v3 (Szegedy et al. 2016) as in Keras: 23,851,784 parameters, 21,802,784 without the top, 311 layers.</summary>
    public static string InceptionV3(bool withTop) => new Inception().Write(withTop);

    private sealed class Inception
    {
        private readonly List<string> _layers = [];
        private readonly List<string> _statements = [];

        public string Write(bool withTop)
        {
            string x = Stem("x");
            x = BlockA(x, 32);
            x = BlockA(x, 64);
            x = BlockA(x, 64);
            x = Join(Conv(x, 384, 3, 3, 2, isValid: true), Conv(Conv(Conv(x, 64, 1, 1), 96, 3, 3), 96, 3, 3, 2, isValid: true), Apply(x, "[MaxPooling2D(3, Strides = [2])]"));
            foreach (int filters in (int[])[128, 160, 160, 192])
            {
                x = BlockB(x, filters);
            }

            string seven = Conv(Conv(Conv(Conv(x, 192, 1, 1), 192, 1, 7), 192, 7, 1), 192, 3, 3, 2, isValid: true);
            x = Join(Conv(Conv(x, 192, 1, 1), 320, 3, 3, 2, isValid: true), seven, Apply(x, "[MaxPooling2D(3, Strides = [2])]"));
            x = BlockC(BlockC(x));
            if (withTop)
            {
                x = Apply(Apply(x, "[GlobalAveragePooling2D]"), "[Dense(1000, Activation = Activation.Softmax)]");
            }

            return $$"""
                {{Usings}}[Model(Loss = Loss.{{(withTop ? "CategoricalCrossentropy" : "MeanSquaredError")}})]
                public partial class Net
                {
                    {{string.Join("\n    ", _layers)}}

                    public Tensor<float> Forward([Shape(299, 299, 3)] Tensor<float> x)
                    {
                        {{string.Join("\n        ", _statements)}}
                        return {{x}};
                    }
                }
                """;
        }

        private string Stem(string x)
        {
            x = Conv(Conv(Conv(x, 32, 3, 3, 2, isValid: true), 32, 3, 3, isValid: true), 64, 3, 3);
            x = Conv(Conv(Apply(x, "[MaxPooling2D(3, Strides = [2])]"), 80, 1, 1, isValid: true), 192, 3, 3, isValid: true);
            return Apply(x, "[MaxPooling2D(3, Strides = [2])]");
        }

        private string BlockA(string x, int pooled) => Join(
            Conv(x, 64, 1, 1),
            Conv(Conv(x, 48, 1, 1), 64, 5, 5),
            Conv(Conv(Conv(x, 64, 1, 1), 96, 3, 3), 96, 3, 3),
            Conv(Average(x), pooled, 1, 1));

        private string BlockB(string x, int filters) => Join(
            Conv(x, 192, 1, 1),
            Conv(Conv(Conv(x, filters, 1, 1), filters, 1, 7), 192, 7, 1),
            Conv(Conv(Conv(Conv(Conv(x, filters, 1, 1), filters, 7, 1), filters, 1, 7), filters, 7, 1), 192, 1, 7),
            Conv(Average(x), 192, 1, 1));

        private string BlockC(string x)
        {
            string three = Conv(x, 384, 1, 1), twice = Conv(Conv(x, 448, 1, 1), 384, 3, 3);
            return Join(
                Conv(x, 320, 1, 1),
                Join(Conv(three, 384, 1, 3), Conv(three, 384, 3, 1)),
                Join(Conv(twice, 384, 1, 3), Conv(twice, 384, 3, 1)),
                Conv(Average(x), 192, 1, 1));
        }

        private string Average(string x) => Apply(x, "[AveragePooling2D(3, Strides = [1], Padding = Padding.Same)]");

        private string Join(params string[] parts)
        {
            string name = $"joined{_statements.Count}";
            _statements.Add($"Tensor<float> {name} = Concatenate({string.Join(", ", parts)});");
            return name;
        }

        private string Conv(string x, int filters, int height, int width, int stride = 1, bool isValid = false)
        {
            string padding = isValid ? "" : ", Padding = Padding.Same";
            string convolved = Apply(x, $"[Conv2D({filters}, {height}, {width}, Strides = [{stride}]{padding}, UseBias = false)]");
            return Apply(Apply(convolved, "[BatchNormalization(Scale = false)]"), "[Activation(Activation.Relu)]");
        }

        private string Apply(string x, string attribute)
        {
            int number = _layers.Count;
            _layers.Add($"{attribute} private partial Tensor<float> Layer{number}(Tensor<float> x);");
            _statements.Add($"Tensor<float> value{number} = Layer{number}({x});");
            return $"value{number}";
        }
    }
}
