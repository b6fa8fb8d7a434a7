using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Compiled;

/// <summary>What the command line of a sample asks for.</summary>
/// <param name="Choice">Which of the sample's variants; empty where there is one.</param>
/// <param name="Epochs">How often training sees every sample.</param>
/// <param name="Seed">Decides every random number: the same seed trains the same network.</param>
/// <param name="Data">A folder with the data set; null to look in the usual places.</param>
/// <param name="Quick">Whether to be done in seconds: the network is not asked for data.</param>
internal sealed record Options(string Choice, int Epochs, ulong Seed, string? Data, bool Quick)
{
    /// <summary>Where to train; the processor where the sample does not ask.</summary>
    public Device Device { get; init; } = Device.Cpu;

    /// <summary>For example <c>20 epochs</c>.</summary>
    public string EpochsInWords => InWords(Epochs);

    /// <summary>Reads the command line and prepares the console; where there is nothing to run, says why.</summary>
    /// <param name="name">The sample's folder.</param>
    /// <param name="purpose">What it does, in a line.</param>
    /// <param name="epochs">The epochs of each variant.</param>
    /// <param name="quickEpochs">The epochs of <c>--quick</c>.</param>
    /// <param name="hasDevice">Whether the sample can train on a GPU.</param>
    /// <param name="exitCode">0 after <c>--help</c>, 2 after a mistake.</param>
    /// <returns>Null if the sample is not to run.</returns>
    public static Options? Read(string name, string purpose, (string Choice, int Epochs)[] epochs, int quickEpochs, string[] arguments, out int exitCode, bool hasDevice = false)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        Console.OutputEncoding = Encoding.UTF8;
        exitCode = 0;
        string usage = Usage(name, purpose, epochs, quickEpochs, hasDevice);
        if (arguments.Contains("--help"))
        {
            Console.WriteLine(usage);
            return null;
        }

        try
        {
            return Parse(epochs, quickEpochs, arguments, hasDevice);
        }
        catch (FormatException problem)
        {
            Console.Error.WriteLine($"{name}: {problem.Message}. With --help it says what it takes.");
            exitCode = 2;
            return null;
        }
    }

    /// <summary>Loads what a sample learns from; where files are not there or damaged, says which, and where they are had.</summary>
    /// <returns>Whether they are there; if not, the sample ends with 1.</returns>
    public static bool TryLoad<T>(Func<T> load, [NotNullWhen(true)] out T? data)
        where T : notnull
    {
        try
        {
            data = load();
            return true;
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(problem.Message);
            data = default;
            return false;
        }
    }

    /// <summary>Loads images and says which. Where <c>--data</c> names a folder they come from there: others, or drawn ones, would be taken for its own.</summary>
    /// <param name="load">The <c>LoadOrSynthesize</c> of a data set.</param>
    /// <param name="exitCode">1 where a file is damaged, 2 where the folder does not hold the data set.</param>
    public bool TryLoadImages(
        Func<string?, bool, Action<DownloadProgress>?, CancellationToken, ImageData> load, [NotNullWhen(true)] out ImageData? data, out int exitCode)
    {
        exitCode = 1;
        if (!TryLoad(() => load(Data, !Quick && Data is null, ShowDownloads(), CancellationToken.None), out data))
        {
            return false;
        }

        if (Data is not null && !IsOf(data, Path.TrimEndingDirectorySeparator(Path.GetFullPath(Data))))
        {
            Console.Error.WriteLine($"--data {Data}: the folder does not hold the files of the data set. Without --data the usual places are looked into.");
            exitCode = 2;
            return false;
        }

        Console.WriteLine(data);
        if (data.SyntheticReason is { } reason)
        {
            Console.WriteLine(Quick ? "--quick downloads nothing: leave it out, or set COMPILED_DATA to a folder that holds the data set." : reason);
        }

        return true;
    }

    // Data sets lie in the folder itself, in a folder of their name within it, or are an archive there.
    private static bool IsOf(ImageData data, string folder)
    {
        int from = data.Source.IndexOf(" from ", StringComparison.Ordinal);
        string place = from < 0 ? string.Empty : data.Source[(from + " from ".Length)..];
        return place == folder || Path.GetDirectoryName(place) == folder;
    }

    private static Options Parse((string Choice, int Epochs)[] epochs, int quickEpochs, string[] arguments, bool hasDevice)
    {
        var options = new Options(epochs[0].Choice, 0, 1, null, false);
        for (int i = 0; i < arguments.Length; i++)
        {
            string option = arguments[i];
            options = option switch
            {
                "--quick" => options with { Quick = true },
                "--epochs" => options with { Epochs = Number<int>(option, Value(arguments, ref i), minimum: 1) },
                "--seed" => options with { Seed = Number<ulong>(option, Value(arguments, ref i), minimum: 0) },
                "--data" => options with { Data = Folder(option, Value(arguments, ref i)) },
                "--device" when hasDevice => options with { Device = Named(option, Value(arguments, ref i)) },
                _ when epochs.Any(e => e.Choice == option) => options with { Choice = option },
                _ => throw new FormatException(epochs.Length > 1
                    ? $"{option} is neither an option nor one of its variants {string.Join(", ", epochs.Select(e => e.Choice))}"
                    : $"there is no option {option}"),
            };
        }

        int usual = options.Quick ? quickEpochs : epochs.First(e => e.Choice == options.Choice).Epochs;
        return options.Epochs == 0 ? options with { Epochs = usual } : options;
    }

    private static string Usage(string name, string purpose, (string Choice, int Epochs)[] epochs, int quickEpochs, bool hasDevice)
    {
        bool hasChoice = epochs.Length > 1;
        string choices = string.Join("|", epochs.Select(e => e.Choice)), usual = string.Join(", ", epochs.Select(e => e.Epochs).Distinct());
        return $"""
            {purpose}

            usage: dotnet run --project samples/{name} -c Release -- {(hasChoice ? $"[{choices}] " : "")}[options]
              --quick       train for {InWords(quickEpochs)} instead of {usual}, and download nothing
              --epochs N    train for N epochs
              --seed N      the seed of all random numbers; 1 by default
              --data DIR    the folder that holds the data set{(hasDevice ? "\n  --device D    cpu, gpu, or best: the GPU if there is one" : "")}
              --help        print this
            """;
    }

    private static string Value(string[] arguments, ref int index) => index + 1 < arguments.Length
        ? arguments[++index]
        : throw new FormatException($"{arguments[index]} needs a value");

    private static string Folder(string option, string path) => Directory.Exists(path)
        ? path
        : throw new FormatException($"{option} {path}: {(File.Exists(path) ? "this is a file, not the folder that holds the data set" : "there is no such folder")}");

    private static Device Named(string option, string name)
    {
        switch (name)
        {
            case "cpu":
                return Device.Cpu;
            case "best":
                Console.WriteLine(Device.WhyBest);
                return Device.Best;
            case "gpu":
                // Asked for by name, a GPU that the processor imitates serves too: it is right, and slow.
                return Device.Enumerate().Skip(1).FirstOrDefault() ?? throw new FormatException(Device.WhyBest);
            default:
                throw new FormatException($"{option} is cpu, gpu or best, not {name}");
        }
    }

    private static string InWords(int epochs) => epochs == 1 ? "1 epoch" : $"{epochs} epochs";

    /// <summary>A line for each file that is fetched: the network may take minutes.</summary>
    private static Action<DownloadProgress> ShowDownloads()
    {
        string last = "";
        return progress =>
        {
            if (progress.File != last)
            {
                last = progress.File;
                Console.WriteLine($"downloading {last}, {progress.Total / 1e6:F1} MB");
            }
        };
    }

    private static T Number<T>(string option, string text, T minimum)
        where T : struct, System.Numerics.INumber<T> => T.TryParse(text, CultureInfo.InvariantCulture, out T value) && value >= minimum
        ? value
        : throw new FormatException($"{option} needs a whole number of at least {minimum}, not {text}");
}
