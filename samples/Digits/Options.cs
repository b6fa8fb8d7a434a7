using System.Globalization;

namespace Digits;

/// <summary>What the command line asks for.</summary>
/// <param name="Epochs">How often training sees every picture.</param>
/// <param name="Seed">Decides every random number: the same seed trains the same network.</param>
/// <param name="Data">A folder with the four files of MNIST; null to look in the usual places.</param>
/// <param name="Quick">Whether to be done in seconds: the network is not asked for data.</param>
/// <param name="Help">Only print how to use the sample.</param>
internal sealed record Options(int Epochs = 20, ulong Seed = 1, string? Data = null, bool Quick = false, bool Help = false)
{
    public const string Usage = """
        Trains a network of two hidden layers to read handwritten digits.

        usage: dotnet run --project samples/Digits -c Release -- [options]
          --quick       train for 3 epochs instead of 20, and download nothing
          --epochs N    train for N epochs
          --seed N      the seed of all random numbers; 1 by default
          --data DIR    the folder that holds the four files of MNIST
          --help        print this
        """;

    /// <exception cref="FormatException">An option is unknown or its value is missing or wrong.</exception>
    public static Options Parse(ReadOnlySpan<string> arguments)
    {
        var options = new Options();
        for (int i = 0; i < arguments.Length; i++)
        {
            string option = arguments[i];
            options = option switch
            {
                "--quick" => options with { Epochs = 3, Quick = true },
                "--help" => options with { Help = true },
                "--epochs" => options with { Epochs = Number<int>(option, Value(arguments, ref i), minimum: 1) },
                "--seed" => options with { Seed = Number<ulong>(option, Value(arguments, ref i), minimum: 0) },
                "--data" => options with { Data = Value(arguments, ref i) },
                _ => throw new FormatException($"unknown option {option}"),
            };
        }

        return options;
    }

    private static string Value(ReadOnlySpan<string> arguments, ref int index) => index + 1 < arguments.Length
        ? arguments[++index]
        : throw new FormatException($"{arguments[index]} needs a value");

    private static T Number<T>(string option, string text, T minimum)
        where T : struct, System.Numerics.INumber<T> => T.TryParse(text, CultureInfo.InvariantCulture, out T value) && value >= minimum
        ? value
        : throw new FormatException($"{option} needs a whole number of at least {minimum}, not {text}");
}
