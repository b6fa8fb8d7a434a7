using System.Globalization;
using Compiled;
using Scaling;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is ["cold", var name])
{
    var parsed = Toolchain.Parse(Plan.Sources(name));
    Console.WriteLine(Measure.Once(() => Toolchain.Generate(parsed)));
    return 0;
}

if (args is not ([] or ["--out", _]))
{
    Console.Error.WriteLine("""
        Measures how compiling and training grow with layers, width and batch: tables on the console, plots as SVG.

        usage: dotnet run -c Release --project benchmarks/Scaling -- [--out DIR]
          --out DIR     the folder of the plots; by default the current one
        """);
    return args is ["--help"] ? 0 : 2;
}

string folder = args is [_, var given] ? given : ".";
Directory.CreateDirectory(folder);

// The compiler's own code is compiled and optimized while it works on these.
for (int run = 0; run < 3; run++)
{
    Toolchain.Emit(Toolchain.Generate(Toolchain.Parse(Plan.Sources("convolutions-25"))));
}

Console.WriteLine("""
    Milliseconds of processor time, the least of several runs; a step of training is one of one thread.

    | network | generator, first run | generator | compiler | step | memory planned, MiB | to keep all values |
    |---|--:|--:|--:|--:|--:|--:|
    """);
var depths = Plan.Depths.Select(depth => (X: depth, Cost: Row($"convolutions-{depth}", $"{depth} convolutions, batch {Plan.ConvolutionBatch}", Plan.ConvolutionBatch))).ToArray();
Row("vgg16", "VGG-16", 0);
Row("inceptionv3", "Inception-v3", 0);
Plot("depth", "Layers: convolutions of 16 filters over 8×8 positions, batch 16", "layers", depths);
var widths = Plan.Widths.Select(width => (X: width, Cost: Row($"dense-{width}", $"3 dense layers of {width}, batch {Plan.DenseBatch}", Plan.DenseBatch))).ToArray();
Plot("width", "Width: three dense layers, batch 64", "values of a layer", widths);

string dense = $"dense-{Plan.DenseWidth}";
(CompileTime time, byte[] assembly) = Measure.Compile(dense);
var batches = new List<(int X, (CompileTime Time, StepCost? Step) Cost)>();
foreach (int batch in Plan.Batches)
{
    using Model model = Toolchain.Create(assembly);
    StepCost step = Measure.Step(model, batch);
    batches.Add((batch, (time, step)));
    Print($"3 dense layers of {Plan.DenseWidth}, batch {batch}", time, step);
}

Plot("batch", $"Batch: three dense layers of {Plan.DenseWidth}; one program for all", "samples of a batch", batches);
return 0;

static (CompileTime Time, StepCost? Step) Row(string network, string text, int batch)
{
    (CompileTime time, byte[] assembly) = Measure.Compile(network);
    StepCost? step = null;
    if (batch > 0)
    {
        using Model model = Toolchain.Create(assembly);
        step = Measure.Step(model, batch);
    }

    Print(text, time, step);
    return (time, step);
}

static void Print(string text, CompileTime time, StepCost? step) => Console.WriteLine(
    $"| {text} | {time.Cold:N0} | {time.Generator:N0} | {time.Compiler:N0} | {step?.Milliseconds:N2} | {step?.Planned:N1} | {step?.Everything:N1} |");

void Plot(string file, string title, string across, IReadOnlyList<(int X, (CompileTime Time, StepCost? Step) Cost)> points)
{
    var plot = new SvgPlot(title, across);
    plot.Add("generator, first run", points.Select(p => ((double)p.X, p.Cost.Time.Cold)));
    plot.Add("generator", points.Select(p => ((double)p.X, p.Cost.Time.Generator)));
    plot.Add("C# compiler", points.Select(p => ((double)p.X, p.Cost.Time.Compiler)));
    plot.Add("step of training", points.Select(p => ((double)p.X, p.Cost.Step!.Value.Milliseconds)));
    plot.Add("memory", points.Select(p => ((double)p.X, p.Cost.Step!.Value.Planned)), isMemory: true);
    File.WriteAllText(Path.Combine(folder, $"{file}.svg"), plot.ToString());
}
