using System.Globalization;
using System.Numerics.Tensors;
using Compiled;
using WideAndDeep;

const int Seed = 42;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is not [] and not [not "--help"])
{
    Console.Error.WriteLine("usage: dotnet run --project samples/WideAndDeep -c Release -- [FOLDER]");
    Console.Error.WriteLine("  FOLDER   holds housing.csv; without it ../shared/data/california-housing, or invented districts");
    return args is ["--help"] ? 0 : 2;
}

string file = Path.Combine(args is [var folder] ? folder : "../shared/data/california-housing", "housing.csv");
bool isReal = File.Exists(file);
if (!isReal && args.Length > 0)
{
    Console.Error.WriteLine($"{file} does not exist");
    return 2;
}

District[] districts = isReal ? District.Read(file) : District.Invent(16_000, Seed);
Console.WriteLine(isReal ? $"{districts.Length} districts of {file}" : $"{districts.Length} invented districts: no {file}");
(HousingData train, HousingData validation, HousingData test) = HousingData.Prepare(districts, Seed);

using var model = new HousePrice(seed: Seed);
model.Summary();
model.Fit([train.Wide, train.Deep], [train.Values, train.Values], new()
{
    Epochs = 20,
    BatchSize = 32,
    Optimizer = new Sgd(1e-3f),
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
