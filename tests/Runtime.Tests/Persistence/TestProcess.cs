using System.Diagnostics;

namespace Compiled.Runtime.Tests.Persistence;

/// <summary>This program again, as a process that may be killed or limited, and the model that both save.</summary>
internal static class TestProcess
{
    public static LinearModel LargeModel() => new(1000, 500);

    public static void SetAll(Model model, float value) =>
        model.SetWeights(model.Weights.Select(weight => Enumerable.Repeat(value, weight.Length).ToArray()).ToArray());

    /// <summary>The file of a model.</summary>
    public static byte[] Bytes(Model model)
    {
        var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }

    public static Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo(DotnetPath(), ["exec", typeof(Program).Assembly.Location, .. arguments]) { RedirectStandardOutput = true })!;

    /// <summary>Starts it behind commands of a POSIX shell.</summary>
    public static Process StartLimited(string limits, params string[] arguments) => Process.Start(
        new ProcessStartInfo("/bin/sh", ["-c", limits + "; exec \"$0\" exec \"$@\"", DotnetPath(), typeof(Program).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,

            // The just-in-time compiler's memory is a file of its own otherwise, which the limit would hit.
            Environment = { ["DOTNET_EnableWriteXorExecute"] = "0" },
        })!;

    private static string DotnetPath() => Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet"
        ? path
        : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
