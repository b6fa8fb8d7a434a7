using Compiled.Generator.Declarations;
using Compiled.Generator.Emitting;
using Compiled.Generator.Emitting.Shaders;
using Compiled.Generator.Programs;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Backend;

/// <summary>The text of a training program, as reviewed. <c>COMPILED_UPDATE_GOLDEN=1</c> writes it anew: read the difference before committing it.</summary>
public class GoldenTests
{
    [Fact]
    public void TrainingStepOfAClassifier() => Compare("Digits.Train.g.txt", ProgramEmitter.Emit);

    [Fact]
    public void TrainingStepOfAClassifierForDevices() => Compare("Digits.Train.Shaders.g.txt", (type, program, names) => ShaderProgramEmitter.Emit(type, ReadThrough.OnDevices(program), names));

    [Fact]
    public void PredictionOfASmallNetwork()
    {
        var names = new ModelNames(
            EquatableArray.Of("state"),
            EquatableArray.Of("action"),
            EquatableArray.Of("hidden/kernel", "hidden/bias", "output/kernel", "output/bias"),
            EquatableArray.Of(0L, 2048, 2112, 2624),
            EquatableArray<string>.Empty);
        Compare("Game.Infer.g.txt", "Game", Scheduler.Schedule("Infer", SmallProductTests.Layers(32, 64, 8)), names, ProgramEmitter.Emit);
    }

    private static void Compare(string file, Func<TypeDeclaration, Program, ModelNames, GeneratedFile> emit)
    {
        var names = new ModelNames(
            EquatableArray.Of("image"),
            EquatableArray.Of("digit"),
            EquatableArray.Of("hidden1/kernel", "hidden1/bias", "output/kernel", "output/bias"),
            EquatableArray.Of(0L, 100352, 100480, 101760),
            EquatableArray<string>.Empty);
        Compare(file, "Digits", Scheduler.Schedule("Train", TrainingGraphs.Classifier(784, 128, 10)), names, emit);
    }

    private static void Compare(string file, string model, Program program, ModelNames names, Func<TypeDeclaration, Program, ModelNames, GeneratedFile> emit)
    {
        string text = emit(new("Samples", EquatableArray<string>.Empty, model, "class"), program, names).Text;
        string path = Path.Combine(Folder(), file);
        if (Environment.GetEnvironmentVariable("COMPILED_UPDATE_GOLDEN") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.Equal(File.ReadAllText(path), text);
    }

    /// <summary>In the sources, so that an update lands where it is reviewed.</summary>
    private static string Folder() => Path.Combine(Repository.Root, "tests", "Generator.Tests", "Backend", "Golden");
}
