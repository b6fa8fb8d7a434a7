using Compiled.Generator.Emitting;
using Compiled.Generator.Programs;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Backend;

/// <summary>The text of a training program, as reviewed. <c>COMPILED_UPDATE_GOLDEN=1</c> writes it anew: read the difference before committing it.</summary>
public class GoldenTests
{
    [Fact]
    public void TrainingStepOfAClassifier()
    {
        Program program = Scheduler.Schedule("Train", TrainingGraphs.Classifier(784, 128, 10));
        var names = new ModelNames(
            EquatableArray.Of("image"),
            EquatableArray.Of("digit"),
            EquatableArray.Of("hidden1/kernel", "hidden1/bias", "output/kernel", "output/bias"),
            EquatableArray.Of(0L, 100352, 100480, 101760));
        string text = ProgramEmitter.Emit(new("Samples", EquatableArray<string>.Empty, "Digits", "class"), program, names).Text;
        string path = Path.Combine(Folder(), "Digits.Train.g.txt");
        if (Environment.GetEnvironmentVariable("COMPILED_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path), text);
    }

    /// <summary>In the sources, so that an update lands where it is reviewed.</summary>
    private static string Folder() => Path.Combine(Repository.Root, "tests", "Generator.Tests", "Backend", "Golden");
}
