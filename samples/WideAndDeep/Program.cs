using System.Globalization;
using System.Numerics.Tensors;
using Compiled;
using WideAndDeep;

const int Seed = 42;
const string Usage = """
    Trains a wide and deep network to tell what a house in California is worth.

    usage: dotnet run --project samples/WideAndDeep -c Release -- [options]
      --quick       train for 5 epochs instead of 20, and download nothing
      --data DIR    the folder that holds housing.csv
      --help        print this
    """;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
bool quick = false;
string? folder = null;
for (int i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--quick":
            quick = true;
            break;
        case "--data" when i + 1 < args.Length:
            folder = args[++i];
            break;
        case "--help":
            Console.WriteLine(Usage);
            return 0;
        default:
            Console.Error.WriteLine($"unknown option {args[i]}");
            Console.Error.WriteLine(Usage);
            return 2;
    }
}

TableData table = CaliforniaHousing.LoadOrSynthesize(folder, download: !quick);
Console.WriteLine(table);
if (table.SyntheticReason is { } reason)
{
    Console.WriteLine(quick ? "--quick downloads nothing: leave it out, or set COMPILED_DATA to a folder that holds the data set." : reason);
}

(HousingData train, HousingData validation, HousingData test) = HousingData.Split(table, Seed);

using var model = new HousePrice(seed: Seed);
model.Summary();
model.Fit([train.Wide, train.Deep], [train.Values, train.Values], new()
{
    Epochs = quick ? 5 : 20,
    BatchSize = 32,
    Optimizer = new SGD(1e-3f),
    ValidationData = new([validation.Wide, validation.Deep], [validation.Values, validation.Values]),
    Verbose = Console.IsOutputRedirected ? Verbosity.OneLinePerEpoch : Verbosity.ProgressBar,
});

Tensor<float> prices = model.PredictAll(test.Wide, test.Deep)[0];
for (int i = 0; i < 3; i++)
{
    Console.WriteLine($"predicted {100_000 * prices[i, 0]:N0} dollars, counted {100_000 * test.Values[i]:N0}");
}

Evaluation result = model.Evaluate([test.Wide, test.Deep], [test.Values, test.Values]);
Console.WriteLine($"test loss {result.Loss:F4}, main {result["Main_loss"]:F4}, auxiliary {result["Auxiliary_loss"]:F4}");
return 0;
