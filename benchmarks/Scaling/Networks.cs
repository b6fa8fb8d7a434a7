using Compiled.Generator.Tests.Lowering;

namespace Scaling;

/// <summary>The sources of the networks that are compiled; each declares a class Net.</summary>
internal static class Networks
{
    /// <summary>So many convolutions of 16 filters over 8×8 positions; two layers more give the result.</summary>
    public static string Convolutions(int layers) => Stack("8, 8, 16", layers, "[Conv2D(16, 3, Padding = Padding.Same, Activation = Activation.Relu)]", "[GlobalAveragePooling2D] [Dense(1)]");

    /// <summary>Three dense layers as wide as their input.</summary>
    public static string Dense(int width) => Stack($"{width}", 3, $"[Dense({width}, Activation = Activation.Relu)]", "[Dense(1)]");

    public static string Vgg16 => PublishedImages.Vgg16(withTop: true);

    public static string InceptionV3 => PublishedImages.InceptionV3(withTop: true);

    private static string Stack(string input, int layers, string layer, string end) => $"""
        using Compiled;

        [Model(Loss = Loss.MeanSquaredError)]
        [Input({input})]
        {string.Join("\n", Enumerable.Repeat(layer, layers))}
        {end}
        public partial class Net;
        """;
}
