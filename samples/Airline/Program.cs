using Airline;
using Compiled;

const int Beginnings = 30;
if (Options.Read("Airline", "Trains four recurrent networks to foretell next month's airline passengers.", [("", 20)], quickEpochs: 20, args, out int exitCode) is not { } options)
{
    return exitCode;
}

if (!Options.TryLoad(() => AirlinePassengers.Load(options.Data, download: !options.Quick), out SeriesData? series))
{
    return 1;
}

Console.WriteLine(series);
var months = new Months(series);
Console.WriteLine($"{months.Train.Count} months to learn from, {months.Test.Count} to judge by; errors are in thousands of passengers");
double simple = Train("SimpleRNN", seed => new SimpleForecaster(seed), 54.13);
double longShortTerm = Train("LSTM", seed => new LongShortTermForecaster(seed), 84.68);
double gated = Train("GRU", seed => new GatedForecaster(seed), 92.75);
Train("GRU, reset after", seed => new ResetAfterForecaster(seed), null);
Console.WriteLine($"test error SimpleRNN {simple:F1}, LSTM {longShortTerm:F1}, GRU {gated:F1}, the last month again {months.NaiveError():F1}");
return 0;

// So small a network depends on how its weights begin: of several beginnings the one that learnt best is taken, and the test has no say in it.
double Train(string name, Func<ulong, Model> create, double? published)
{
    List<(double Train, double Test)> runs = [];
    long parameters = 0;
    for (ulong seed = options.Seed; seed < options.Seed + Beginnings; seed++)
    {
        using Model model = create(seed);
        model.Fit(months.Train, new() { Epochs = options.Epochs, BatchSize = 1, Optimizer = new Adam(), Verbose = Verbosity.Silent });
        runs.Add((months.TrainError(model), months.TestError(model)));
        parameters = model.ParameterCount;
    }

    (double train, double test) = runs.MinBy(run => run.Train);
    Console.WriteLine($"{name}: {parameters} parameters, test error {test:F2} where the training's is {train:F2}; all beginnings {runs.Min(run => run.Test):F1} to {runs.Max(run => run.Test):F1}; {(published is { } error ? $"published {error:F2}" : "not published")}");
    return test;
}
