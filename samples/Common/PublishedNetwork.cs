using System.Diagnostics;
using System.Globalization;
using Compiled;

/// <summary>A published network for images of ImageNet with weights freshly drawn: its size, one prediction, and one step of training.</summary>
internal static class PublishedNetwork
{
    private const int Classes = 1000;

    /// <param name="size">The height and width of the images.</param>
    /// <param name="expectedParameters">The published number of parameters.</param>
    /// <returns>The exit code: 0 if all went well, 1 if the network is not the published one, 2 if the arguments are wrong.</returns>
    public static int Run(string name, int size, long expectedParameters, string[] arguments, Func<ulong, Model> create)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        if (arguments is not ([] or ["--summary"]))
        {
            Console.Error.WriteLine($"""
                Builds {name} with random weights, and runs one prediction and one step of training.

                usage: dotnet run --project samples/… -c Release -- [--summary]
                """);
            return arguments is ["--help"] ? 0 : 2;
        }

        using Model model = create(1671);
        Console.WriteLine($"{name}: {model.ParameterCount:N0} parameters, {model.TrainableParameterCount:N0} of them trained");
        if (model.ParameterCount != expectedParameters)
        {
            Console.Error.WriteLine($"{name} has {expectedParameters:N0} parameters as published");
            return 1;
        }

        if (arguments is ["--summary"])
        {
            model.Summary();
        }

        float[] image = Noise(size * size * 3);
        var probabilities = new float[Classes];
        Time("first prediction, weights laid out", () => model.Predict(image, probabilities));
        Time("prediction", () => model.Predict(image, probabilities));
        Console.WriteLine($"the probabilities of {Classes} classes add up to {probabilities.Sum():F4}");

        model.Optimizer = new SGD(1e-4f);
        float loss = 0;
        Time("step of training", () => loss = model.TrainOnBatch(image, [820]));
        Console.WriteLine($"training loss {loss:F4}, that of guessing {Math.Log(Classes):F4}");
        return float.IsFinite(loss) ? 0 : 1;
    }

    private static void Time(string what, Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        Console.WriteLine($"{what}: {watch.Elapsed.TotalSeconds:F2} s");
    }

    /// <summary>Values from −1 to 1, as networks for images take them.</summary>
    private static float[] Noise(int length)
    {
        var random = new Random(1671);
        return [.. Enumerable.Range(0, length).Select(_ => (2 * random.NextSingle()) - 1)];
    }
}
