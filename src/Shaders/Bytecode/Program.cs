using Compiled.Bytecode;
using Compiled.Devices;
using Compiled.Shaders.Compiling;

const string Usage = """
    Compiles the kernels of assemblies to DXIL.

        Compiled.Bytecode [--dxc DXCOMPILER] [--text FOLDER] --output FILE ASSEMBLY...

    --output FILE      where to; an app finds FILE.dxil in its own folder. Kernels that the file already has are not compiled again.
    --dxc DXCOMPILER   the compiler's library; without it, dxcompiler wherever the system finds libraries
    --text FOLDER      also writes each kernel's HLSL to FOLDER, under its hash, in place of what is there
    """;

string? output = null, compilerPath = null, textFolder = null;
var assemblies = new List<string>();
for (int i = 0; i < args.Length; i++)
{
    switch (args[i])
    {
        case "--output" when i + 1 < args.Length:
            output = args[++i];
            break;
        case "--dxc" when i + 1 < args.Length:
            compilerPath = args[++i];
            break;
        case "--text" when i + 1 < args.Length:
            textFolder = args[++i];
            break;
        case var option when option.StartsWith('-'):
            Console.Error.WriteLine($"unknown option or missing value: {option}\n\n{Usage}");
            return 2;
        case var assembly:
            assemblies.Add(assembly);
            break;
    }
}

if (output is null || assemblies.Count == 0)
{
    Console.Error.WriteLine(Usage);
    return 2;
}

try
{
    KernelDescriptor[] kernels = [.. KernelFinder.OfRuntime(), .. assemblies.SelectMany(KernelFinder.Find)];
    if (textFolder is not null)
    {
        Directory.CreateDirectory(textFolder);
        Array.ForEach(Directory.GetFiles(textFolder, "*.hlsl"), File.Delete);
        foreach (KernelDescriptor kernel in kernels)
        {
            File.WriteAllText(Path.Combine(textFolder, ShaderHash.Of(kernel) + ".hlsl"), $"// {kernel.Name}\n{kernel.Source}");
        }
    }

    return BytecodeBuilder.Build(kernels, output, compilerPath) ? 0 : 1;
}
catch (Exception exception) when (exception is InvalidOperationException or IOException or BadImageFormatException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
