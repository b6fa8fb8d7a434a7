using System.Diagnostics;
using Compiled;
using Digits;

if (Options.Read("Digits", "Trains a network of two hidden layers to read handwritten digits.", [("", 20)], quickEpochs: 3, args, out int exitCode, hasDevice: true) is not { } options)
{
    return exitCode;
}

const int BatchSize = 128, StepsOfSoftware = 30;
if (!options.TryLoadImages(Mnist.LoadOrSynthesize, out ImageData? data, out exitCode))
{
    return exitCode;
}

(Dataset train, Dataset test) = data;
using var model = new DigitClassifier(options.Seed, options.Device);
model.Summary();
if (model.Device.Kind != DeviceKind.Cpu)
{
    Console.WriteLine($"on {model.Device}, {model.Device.Memory >> 20:N0} MiB");
    Console.WriteLine(model.ExplainGpu(BatchSize));
}

int? steps = null;
if (model.Device.Kind == DeviceKind.Software)
{
    steps = StepsOfSoftware;
    Console.WriteLine($"the processor imitates this device, slowly: {steps} steps an epoch, of {train.Count / BatchSize:N0}");
}

Console.WriteLine($"training for {options.EpochsInWords} on {train.Count:N0} images, of which the last tenth is held back to validate");
var watch = Stopwatch.StartNew();
model.Fit(train, new()
{
    Epochs = options.Epochs,
    BatchSize = BatchSize,
    StepsPerEpoch = steps,
    Optimizer = new Adam(),
    ValidationSplit = 0.1f,
    Verbose = Console.IsOutputRedirected ? Verbosity.OneLinePerEpoch : Verbosity.ProgressBar,
});
Console.WriteLine($"trained {options.EpochsInWords} in {watch.Elapsed.TotalSeconds:F1} s");

var reading = new TestReading(model, test);
Console.WriteLine();
reading.Confusion.Write(Console.Out);
Console.WriteLine();
Picture.WriteRow(Console.Out, [.. reading.Misreadings.Take(3).Select(m => ($"{m.Actual}, read as {m.Predicted}", (ReadOnlyMemory<float>)m.Pixels))]);

// What was saved is what is loaded: another network, drawn from another seed, then gives the very same numbers.
string file = Path.Combine(Path.GetTempPath(), $"digits-{Environment.ProcessId}.safetensors");
using var copy = new DigitClassifier(options.Seed + 1, options.Device);
try
{
    model.Save(file);
    copy.Load(file);
    Console.WriteLine($"saved {new FileInfo(file).Length:N0} bytes and loaded them again");
}
finally
{
    File.Delete(file);
}

Evaluation result = model.Evaluate(test);
Evaluation again = copy.Evaluate(test);
if (result.Loss != again.Loss || result["accuracy"] != again["accuracy"])
{
    Console.Error.WriteLine($"the loaded network has loss {again.Loss} and accuracy {again["accuracy"]}, the saved one {result.Loss} and {result["accuracy"]}");
    return 1;
}

Console.WriteLine($"test loss {result.Loss:F4}");
Console.WriteLine($"test accuracy {result["accuracy"]:F4}");
return 0;
