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
            Console.Error.WriteLine(problem.Message);
            Console.Error.WriteLine(usage);
            exitCode = 2;
            return null;
        }
    }

    /// <summary>Loads what a sample learns from; where the files are not there, says which and where they are had.</summary>
    /// <returns>Whether they are there; if not, the sample ends with 1.</returns>
    public static bool TryLoad<T>(Func<T> load, [NotNullWhen(true)] out T? data)
        where T : notnull
    {
        try
        {
            data = load();
            return true;
        }
        catch (FileNotFoundException missing)
        {
            Console.Error.WriteLine(missing.Message);
            data = default;
            return false;
        }
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
                "--data" => options with { Data = Value(arguments, ref i) },
                "--device" when hasDevice => options with { Device = Named(option, Value(arguments, ref i)) },
                _ when epochs.Any(e => e.Choice == option) => options with { Choice = option },
                _ => throw new FormatException($"unknown option {option}"),
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
              --quick       train for {quickEpochs} epochs instead of {usual}, and download nothing
              --epochs N    train for N epochs
              --seed N      the seed of all random numbers; 1 by default
              --data DIR    the folder that holds the data set{(hasDevice ? "\n  --device D    cpu, gpu, or best: the GPU if there is one" : "")}
              --help        print this
            """;
    }

    private static string Value(string[] arguments, ref int index) => index + 1 < arguments.Length
        ? arguments[++index]
        : throw new FormatException($"{arguments[index]} needs a value");

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

    private static T Number<T>(string option, string text, T minimum)
        where T : struct, System.Numerics.INumber<T> => T.TryParse(text, CultureInfo.InvariantCulture, out T value) && value >= minimum
        ? value
        : throw new FormatException($"{option} needs a whole number of at least {minimum}, not {text}");
}
