using System.Globalization;
using System.Text.Json;
using Peers;
using Peers.Engines;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
switch (args)
{
    case ["measure", string engine, string workload, string threads]:
        Measure(engine, Workload.Find(workload), int.Parse(threads), Enum.GetValues<Phase>());
        return 0;

    case ["measure", string engine, string workload, string threads, string phase]:
        Measure(engine, Workload.Find(workload), int.Parse(threads), [Enum.Parse<Phase>(phase, ignoreCase: true)]);
        return 0;

    case ["check"]:
        return Check();

    case ["guard"]:
        return Guard.Passes(Console.Out) ? 0 : 1;

    case ["peak", string threads]:
        Console.WriteLine(JsonSerializer.Serialize(MachinePeak.Measure(int.Parse(threads))));
        return 0;

    case ["report", string folder]:
        WriteReport(folder);
        return 0;

    default:
        Console.Error.WriteLine("""
            measure ENGINE WORKLOAD THREADS [PHASE]   a line of JSON for each phase, or one of Train, Predict, PredictOne; engines: Compiled, OnnxRuntime
            check                                     whether the engines predict the same from the same weights
            guard                                     whether the hot paths reach their share of the machine's peak
            peak THREADS                              the machine's limits
            report FOLDER                             tables of all lines in FOLDER
            """);
        return 2;
}

static IEngine Create(string engine, Workload workload, int samples, int threads) => engine switch
{
    "Compiled" => new CompiledEngine(workload, samples, threads),
    "OnnxRuntime" => new OnnxRuntimeEngine(workload, samples, threads),
    _ => throw new ArgumentException($"There is no engine {engine}."),
};

static string Version(string engine) => engine == "Compiled"
    ? typeof(Compiled.Model).Assembly.GetName().Version!.ToString(3)
    : Peers.Onnx.OnnxRuntime.Version;

static void Measure(string name, Workload workload, int threads, Phase[] phases)
{
    foreach (Phase phase in phases.Where(workload.Has).Where(phase => phase != Phase.Train || name == "Compiled"))
    {
        int samples = workload.SamplesOf(phase);
        using IEngine engine = Create(name, workload, samples, threads);
        var line = new Measurement(name, Version(name), workload.Id, phase, threads, samples, 0, 0, null, null, 0, null);
        Console.WriteLine(Timing.Measure(line, phase == Phase.Train ? () => engine.Train() : () => engine.Predict()).ToJson());
    }
}

static int Check()
{
    bool same = true;
    foreach (Workload workload in Workload.All)
    {
        using IEngine ours = Create("Compiled", workload, 2, 1), theirs = Create("OnnxRuntime", workload, 2, 1);
        float[] expected = theirs.Predict(), actual = ours.Predict();
        float largest = expected.Max(Math.Abs), difference = expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max();
        bool close = difference <= 1e-4f * largest;
        same &= close;
        Console.WriteLine($"{workload.Id,-8} differs by {difference / largest:E1} of the largest value{(close ? "" : ": TOO MUCH")}");
    }

    return same ? 0 : 1;
}

static void WriteReport(string folder)
{
    IEnumerable<Measurement> lines = Directory.GetFiles(folder, "*.jsonl").Order().SelectMany(File.ReadLines).Select(Measurement.FromJson);
    var peaks = new SortedDictionary<int, MachinePeak>();
    foreach (string file in Directory.GetFiles(folder, "peak.*.json"))
    {
        peaks.Add(int.Parse(Path.GetFileName(file).Split('.')[1]), JsonSerializer.Deserialize<MachinePeak>(File.ReadAllText(file)));
    }

    new Report(lines, Console.Out).Write(peaks);
}
