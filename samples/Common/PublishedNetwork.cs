using System.Diagnostics;
using System.Globalization;
using Compiled;

/// <summary>A published network for images of ImageNet with weights freshly drawn: its size, one prediction, and one step of training.</summary>
internal static class PublishedNetwork
{
    private const int Classes = 1000;

    /// <param name="size">The height and width of the images.</param>
    /// <param name="expectedParameters">The published number of parameters.</param>
    /// <param name="batch">How many images the step of training takes.</param>
    /// <returns>
    /// The exit code: 0 if all went well, 1 if the network is not the published one or training took other memory than planned, 2 if the
    /// arguments are wrong.
    /// </returns>
    public static int Run(string name, int size, long expectedParameters, int batch, string[] arguments, Func<ulong, Model> create)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        string sample = AppDomain.CurrentDomain.FriendlyName;
        if (arguments is ["--help"])
        {
            Console.WriteLine($"""
                Builds {name} with random weights, and runs one step of training and one prediction.

                usage: dotnet run --project samples/{sample} -c Release -- [--summary]
                """);
            return 0;
        }

        if (arguments is not ([] or ["--summary"]))
        {
            Console.Error.WriteLine($"{sample}: it takes --summary or nothing, not {string.Join(' ', arguments)}. With --help it says what it does.");
            return 2;
        }

        Console.WriteLine($"drawing the weights of {name}");
        long before = Process.GetCurrentProcess().PeakWorkingSet64;
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

        float[] images = Noise(batch * size * size * 3);
        int[] labels = [.. Enumerable.Range(0, batch).Select(i => (820 + i) % Classes)];
        model.Optimizer = new SGD(1e-4f);
        float loss = 0;
        Time($"step of training, {batch} images", () => loss = model.TrainOnBatch(images, labels));
        bool isAsPlanned = ReportMemory(model.PlanMemory(batch), Process.GetCurrentProcess().PeakWorkingSet64 - before);

        var probabilities = new float[Classes];
        ReadOnlyMemory<float> image = images.AsMemory(0, size * size * 3);
        Time("first prediction, weights laid out", () => model.Predict(image.Span, probabilities));
        Time("prediction", () => model.Predict(image.Span, probabilities));
        Console.WriteLine($"the probabilities of {Classes} classes add up to {probabilities.Sum():F4}");
        Console.WriteLine($"training loss {loss:F4}, that of guessing {Math.Log(Classes):F4}");
        return float.IsFinite(loss) && isAsPlanned ? 0 : 1;
    }

    /// <summary>Holds the plan against what the process grew by while the model was made and trained.</summary>
    private static bool ReportMemory(MemoryPlan plan, long measured)
    {
        const double Mebibyte = 1 << 20;
        Console.WriteLine(
            $"memory of that step, planned: {plan.Total / Mebibyte:N0} MiB = weights {plan.Weights / Mebibyte:N0} + gradients {plan.Gradients / Mebibyte:N0} + " +
            $"optimizer {plan.OptimizerState / Mebibyte:N0} + values between the layers {plan.Workspace / Mebibyte:N0}");
        Console.WriteLine(
            $"to keep every value: {plan.UnsharedTotal / Mebibyte:N0} MiB, of which the plan is {(double)plan.Total / plan.UnsharedTotal:P0}; " +
            $"without weights, gradients and optimizer {plan.UnsharedWorkspace / Mebibyte:N0} MiB, of which it is {(double)plan.Workspace / plan.UnsharedWorkspace:P0}");
        Console.WriteLine($"measured, what the process grew by: {measured / Mebibyte:N0} MiB, {(double)measured / plan.Total:P0} of the plan");
        if (plan.Workspace <= 0.6 * plan.UnsharedWorkspace && Math.Abs(measured - plan.Total) <= 0.1 * plan.Total)
        {
            return true;
        }

        Console.Error.WriteLine("the values between the layers are to take at most 60 % of what they would if all were kept, and what is measured is to be within 10 % of the plan");
        return false;
    }

    private static void Time(string what, Action action)
    {
        Console.Write($"{what}: ");
        var watch = Stopwatch.StartNew();
        action();
        Console.WriteLine($"{watch.Elapsed.TotalSeconds:F2} s");
    }

    /// <summary>Values from −1 to 1, as networks for images take them.</summary>
    private static float[] Noise(int length)
    {
        var random = new Random(1671);
        return [.. Enumerable.Range(0, length).Select(_ => (2 * random.NextSingle()) - 1)];
    }
}
