using Compiled.Devices;

namespace Compiled.Shaders.Tests.Devices;

/// <summary>The classes that pairs of uniform numbers give, by the functions that generated kernels call.</summary>
/// <param name="range">The logarithm of the number of classes and one, to the base of two, with 27 bits behind the point.</param>
internal readonly struct LogUniformKernel(uint count, uint range, uint classes) : IDeviceKernel<LogUniformKernel>
{
    private const int Threads = 64;

    public static KernelDescriptor Descriptor { get; } = new(
        "log-uniform classes",
        """
        cbuffer Constants : register(b0)
        {
            uint count;
            uint range;
            uint classes;
        };
        RWStructuredBuffer<float> uniform01 : register(u0);
        RWStructuredBuffer<int> drawn : register(u1);

        """ + Function("MultiplyHigh") + Function("LogUniformClass") + """

        [numthreads(64, 1, 1)]
        void main(uint3 id : SV_DispatchThreadID)
        {
            if (id.x < count)
            {
                drawn[id.x] = LogUniformClass(uniform01[id.x], uniform01[count + id.x], range, classes);
            }
        }
        """,
        new(Threads),
        [new(DeviceMemory.Input), new(DeviceMemory.Prediction)],
        3);

    public GroupCount Groups => new(GroupCount.Of(count, Threads));

    public KernelTraffic Traffic => new(2L * count * sizeof(float), (long)count * sizeof(int));

    public void WriteConstants(Span<uint> constants)
    {
        constants[0] = count;
        constants[1] = range;
        constants[2] = classes;
    }

    private static string Function(string name)
    {
        using Stream stream = typeof(LogUniformKernel).Assembly.GetManifestResourceStream(name + ".hlsl")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
