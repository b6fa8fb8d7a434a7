using System.Diagnostics;

namespace Compiled.Runtime.Tests.Persistence;

public sealed class KilledProcessTests : IDisposable
{
    internal const string Command = "save-forever";
    private const int Inputs = 1000;
    private const int Outputs = 500;
    private readonly string _folder = Directory.CreateTempSubdirectory("compiled-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Saves models whose weights are all 1, then all 2 …, and tells when each is saved.</summary>
    internal static void SaveForever(string path)
    {
        using LinearModel model = new(Inputs, Outputs);
        for (int value = 1; ; value++)
        {
            model.SetWeights(model.Weights.Select(weight => Enumerable.Repeat((float)value, weight.Length).ToArray()).ToArray());
            model.Save(path);
            Console.WriteLine(value);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void AKilledProcessLeavesAWholeFile(int saves)
    {
        string path = Path.Combine(_folder, "model.safetensors");
        using Process process = Process.Start(new ProcessStartInfo(DotnetPath(), ["exec", typeof(Program).Assembly.Location, Command, path]) { RedirectStandardOutput = true })!;
        try
        {
            for (int i = 0; i < saves; i++)
            {
                Assert.NotNull(process.StandardOutput.ReadLine());
            }
        }
        finally
        {
            // In the middle of the next save.
            process.Kill();
            process.WaitForExit();
        }

        using LinearModel model = new(Inputs, Outputs);
        model.Load(path);
        float value = model.GetWeights()[1][0];
        Assert.True(value >= saves);
        Assert.All(model.GetWeights(), weights => Assert.Equal(-1, weights.AsSpan().IndexOfAnyExcept(value)));
    }

    private static string DotnetPath() => Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet"
        ? path
        : Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
}
