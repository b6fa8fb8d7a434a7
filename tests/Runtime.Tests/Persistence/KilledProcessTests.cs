using System.Diagnostics;
using System.Globalization;

namespace Compiled.Runtime.Tests.Persistence;

public sealed class KilledProcessTests : IDisposable
{
    internal const string Command = "save-forever";
    private const int Kills = 15;
    private readonly string _folder = Directory.CreateTempSubdirectory("compiled-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Saves models whose weights are all one number, then all the next …, and tells when each is saved.</summary>
    internal static void SaveForever(string path, string first)
    {
        using LinearModel model = TestProcess.LargeModel();
        for (int value = int.Parse(first, CultureInfo.InvariantCulture); ; value++)
        {
            TestProcess.SetAll(model, value);
            model.Save(path);
            Console.WriteLine(value);
        }
    }

    [Fact]
    public void AProcessKilledAtAnyMomentLeavesTheOldFileOrTheNewOneToTheLastBit()
    {
        string path = Path.Combine(_folder, "model.safetensors");
        using LinearModel model = TestProcess.LargeModel();
        var random = new Random(5);
        int saved = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            using Process process = TestProcess.Start(Command, path, (saved + 1).ToString(CultureInfo.InvariantCulture));
            try
            {
                for (int saves = random.Next(1, 4); saves > 0; saves--)
                {
                    saved = int.Parse(process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
                }

                // Somewhere in the next save: in its bytes, between them and the new name, or behind it.
                Thread.SpinWait(random.Next(200_000));
            }
            finally
            {
                process.Kill();
                process.WaitForExit();
            }

            model.Load(path);
            int value = (int)model.GetWeights()[1][0];
            Assert.InRange(value, saved, int.MaxValue);
            TestProcess.SetAll(model, value);
            Assert.Equal(TestProcess.Bytes(model), File.ReadAllBytes(path));
            saved = value;
        }

        // Some were killed while they wrote: what they had written lies beside the file that they did not touch.
        Assert.NotEmpty(Directory.GetFiles(_folder, ".model.safetensors.*"));
    }
}
