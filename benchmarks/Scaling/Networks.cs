using Compiled.Generator.Tests.Harness;

namespace Scaling;

/// <summary>The sources of the networks that are compiled; those that are trained, too, declare a class Net.</summary>
internal static class Networks
{
    /// <summary>So many convolutions of 16 filters over 8×8 positions; two layers more give the result.</summary>
    public static string[] Convolutions(int layers) => Stack("8, 8, 16", layers, "[Conv2D(16, 3, Padding = Padding.Same, Activation = Activation.Relu)]", "[GlobalAveragePooling2D] [Dense(1)]");

    /// <summary>Three dense layers as wide as their input.</summary>
    public static string[] Dense(int width) => Stack($"{width}", 3, $"[Dense({width}, Activation = Activation.Relu)]", "[Dense(1)]");

    /// <summary>The sample's: a model of the convolutions, and one that holds it and adds the top.</summary>
    public static string[] Vgg16 => SampleSources.Of("Vgg16");

    /// <inheritdoc cref="Vgg16"/>
    public static string[] InceptionV3 => SampleSources.Of("InceptionV3");

    private static string[] Stack(string input, int layers, string layer, string end) =>
    [
        $"""
            using Compiled;

            [Model(Loss = Loss.MeanSquaredError)]
            [Input({input})]
            {string.Join("\n", Enumerable.Repeat(layer, layers))}
            {end}
            public partial class Net;
            """,
    ];
}
