using System.Globalization;
using Compiled;
using Compiled.Devices;
using Compiled.Shaders;
using Gpu;

// A line for each measurement, "NAME SECONDS", the median of several; the device's name first. peers.py prints the same names.
//   Compiled.Gpu [--tiny]      --tiny: small sizes, also on a device that the processor imitates, to see that all of it runs
bool isTiny = args is ["--tiny"];
if (args.Length > 0 && !isTiny)
{
    Console.Error.WriteLine("usage: Compiled.Gpu [--tiny]");
    return 2;
}

ShaderDevices.Register();
Device device = isTiny ? Device.Enumerate().Skip(1).FirstOrDefault() ?? Device.Gpu : Device.Gpu;
Console.WriteLine($"# {device.Name}");

using (DeviceContext context = device.Open())
{
    (string Name, int Size, Func<Model> Create)[] products =
    [
        ("product-64", 64, () => new Product64()),
        ("product-512", 512, () => new Product512()),
        ("product-1024", 1024, () => new Product1024()),
        ("product-2048", 2048, () => new Product2048()),
        ("product-4096", 4096, () => new Product4096()),
    ];
    foreach ((string name, int size, Func<Model> create) in isTiny ? products[..1] : products[1..])
    {
        using Model model = create();
        Report(name, Measurement.Product(context, (IProduct)model, size, isTiny));
    }
}

int batch = isTiny ? 2 : 128;
foreach ((string name, Func<Device, Model> create) in ((string, Func<Device, Model>)[])[("LeNet", on => new LeNet(1, on)), ("Cifar", on => new Cifar(1, on)), ("LSTM", on => new Lstm128(1, on))])
{
    using Model model = create(device), onProcessor = create(Device.Cpu);
    Report(name, Measurement.Step(model, onProcessor, batch, isTiny));
}

return 0;

static void Report(string name, double seconds) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {seconds:E4}"));
