using Compiled.Devices;
using Compiled.Kernels;

namespace Compiled.Runtime.Tests.Devices;

/// <summary>A linear model that keeps, for each place of a batch, the sum of what its first input was; predictions are more by the sum before.</summary>
internal sealed class DeviceStatefulModel : DeviceLinearModel
{
    private const int Inputs = 3;

    public DeviceStatefulModel(Device? device = null)
        : base(schema: Table(Inputs, 1) with { States = [new("dense/sum", [1])] })
    {
        Device = device ?? Device.Cpu;
    }

    protected override Model CreateEmpty() => new DeviceStatefulModel();

    protected internal override unsafe void Run(ProgramKind program, in ProgramArguments arguments)
    {
        base.Run(program, in arguments);
        if (arguments.States != null)
        {
            Add(program, arguments.Batch, (float*)arguments.Inputs[0], arguments.States[0], arguments.NextStates[0], arguments.Predictions[0]);
        }
    }

    protected internal override void Record(ProgramKind program, CommandList commands, BufferTable buffers, in StepConstants step)
    {
        base.Record(program, commands, buffers, step);
        commands.Dispatch(new AddKernel(program, step.Batch), buffers);
    }

    private static unsafe void Add(ProgramKind program, int batch, float* x, float* sums, float* next, float* predictions)
    {
        for (int i = 0; i < batch; i++)
        {
            next[i] = sums[i] + x[i * Inputs];
            predictions[i] += program == ProgramKind.Infer ? sums[i] : 0;
        }
    }

    private readonly struct AddKernel(ProgramKind program, uint batch) : IDeviceKernel<AddKernel>, IFakeKernel
    {
        public static KernelDescriptor Descriptor { get; } = new(
            "add",
            "",
            new(1),
            [new(DeviceMemory.Input), new(DeviceMemory.CarriedState), new(DeviceMemory.NextCarriedState), new(DeviceMemory.Prediction)],
            0);

        public GroupCount Groups => new(1);

        public KernelTraffic Traffic => new(batch, batch);

        public void WriteConstants(Span<uint> constants) => Assert.Empty(constants.ToArray());

        public unsafe void Run(IReadOnlyDictionary<KernelBinding, FakeBuffer> buffers) => Add(
            program,
            (int)batch,
            buffers[new(DeviceMemory.Input)].Address,
            buffers[new(DeviceMemory.CarriedState)].Address,
            buffers[new(DeviceMemory.NextCarriedState)].Address,
            buffers[new(DeviceMemory.Prediction)].Address);
    }
}
