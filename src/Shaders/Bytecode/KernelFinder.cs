using System.Reflection;
using System.Runtime.Loader;
using Compiled.Devices;

namespace Compiled.Bytecode;

/// <summary>Finds the kernels of an assembly: the types that implement <see cref="IDeviceKernel{TSelf}"/>.</summary>
internal static class KernelFinder
{
    private static readonly MethodInfo _descriptorOf = typeof(KernelFinder).GetMethod(nameof(DescriptorOf), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>The library's own kernels, which every app needs: those of the optimizers.</summary>
    public static IReadOnlyList<KernelDescriptor> OfRuntime() => Find(typeof(KernelDescriptor).Assembly);

    public static IReadOnlyList<KernelDescriptor> Find(string path)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full)!;
        AssemblyLoadContext.Default.Resolving += (context, name) =>
            Path.Combine(folder, name.Name + ".dll") is var file && File.Exists(file) ? context.LoadFromAssemblyPath(file) : null;
        return Find(AssemblyLoadContext.Default.LoadFromAssemblyPath(full));
    }

    private static IReadOnlyList<KernelDescriptor> Find(Assembly assembly) =>
        [.. Types(assembly).Where(IsKernel).Select(type => (KernelDescriptor)_descriptorOf.MakeGenericMethod(type).Invoke(null, null)!)];

    /// <summary>The types that this program can load: kernels need the runtime's contract alone, other types may need a newer runtime than its own.</summary>
    private static IEnumerable<Type> Types(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            return exception.Types.OfType<Type>();
        }
    }

    private static bool IsKernel(Type type) => type is { IsValueType: true, ContainsGenericParameters: false }
        && type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IDeviceKernel<>) && i.GenericTypeArguments[0] == type);

    private static KernelDescriptor DescriptorOf<TKernel>()
        where TKernel : struct, IDeviceKernel<TKernel>
        => TKernel.Descriptor;
}
