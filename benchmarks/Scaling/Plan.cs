namespace Scaling;

/// <summary>What is measured.</summary>
internal static class Plan
{
    public const int DenseBatch = 64;
    public const int ConvolutionBatch = 16;
    public const int DenseWidth = 256;

    public static int[] Layers { get; } = [50, 100, 200, 400];

    public static int[] Depths { get; } = [2, 5, 10, 25, .. Layers];

    public static int[] Widths { get; } = [16, 64, 256, 1024, 4096];

    public static int[] Batches { get; } = [1, 4, 16, 64, 256, 1024, 4096];

    /// <summary>The sources of a network by a name such as <c>convolutions-50</c>.</summary>
    public static string[] Sources(string name) => name.Split('-') switch
    {
        ["convolutions", var layers] => Networks.Convolutions(int.Parse(layers)),
        ["dense", var width] => Networks.Dense(int.Parse(width)),
        ["vgg16"] => Networks.Vgg16,
        ["inceptionv3"] => Networks.InceptionV3,
        _ => throw new ArgumentException($"no network is called {name}", nameof(name)),
    };
}
