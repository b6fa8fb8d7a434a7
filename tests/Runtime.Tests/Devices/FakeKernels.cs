using Compiled.Devices;

namespace Compiled.Runtime.Tests.Devices;

/// <summary>What a kernel does to the buffers bound to it.</summary>
internal delegate void FakeKernel(IReadOnlyDictionary<KernelBinding, FakeBuffer> buffers);

/// <summary>A kernel that tests wrote.</summary>
internal interface IFakeKernel
{
    void Run(IReadOnlyDictionary<KernelBinding, FakeBuffer> buffers);
}

/// <summary>Kernels in C#: those of tests, and gradient descent with momentum, by the constants that a real device would get.</summary>
internal static class FakeKernels
{
    public static FakeKernel Of<TKernel>(in TKernel kernel)
        where TKernel : struct, IDeviceKernel<TKernel>
    {
        if (kernel is IFakeKernel own)
        {
            return own.Run;
        }

        Assert.Equal("SGD with momentum", TKernel.Descriptor.Name);
        var constants = new uint[TKernel.Descriptor.ConstantCount];
        kernel.WriteConstants(constants);
        return buffers => Momentum(
            (int)constants[0],
            (int)constants[1],
            BitConverter.UInt32BitsToSingle(constants[^3]),
            BitConverter.UInt32BitsToSingle(constants[^2]),
            buffers[new(DeviceMemory.Parameters)].Values,
            buffers[new(DeviceMemory.Gradients)].Values,
            buffers[new(DeviceMemory.States)].Values);
    }

    private static void Momentum(int first, int length, float rate, float momentum, float[] parameters, float[] gradients, float[] states)
    {
        for (int i = first; i < first + length; i++)
        {
            states[i] = MathF.FusedMultiplyAdd(states[i], momentum, gradients[i] * -rate);
            parameters[i] += states[i];
        }
    }
}
