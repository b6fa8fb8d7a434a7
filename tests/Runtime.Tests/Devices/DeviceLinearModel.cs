using System.Collections.Immutable;
using Compiled.Devices;
using Compiled.Kernels;

namespace Compiled.Runtime.Tests.Devices;

/// <summary>A linear model with a kernel for the fake device: the program of the processor over the device's memory.</summary>
internal class DeviceLinearModel : LinearModel
{
    public DeviceLinearModel(ulong seed = 0, ModelSchema? schema = null)
        : base(seed: seed, schema: schema)
    {
    }

    public DeviceLinearModel(Device device, ulong seed = 0)
        : base(seed: seed)
    {
        Device = device;
    }

    protected internal override bool HasKernels => true;

    protected override Model CreateEmpty() => new DeviceLinearModel();

    protected internal override void Record(ProgramKind program, CommandList commands, BufferTable buffers, in StepConstants step)
    {
        switch (program)
        {
            case ProgramKind.Infer:
                commands.Dispatch(new InferKernel(this, step), buffers);
                break;
            default:
                commands.Dispatch(new TrainKernel(this, program, step), buffers);
                break;
        }
    }

    private static unsafe void Run(LinearModel model, ProgramKind program, StepConstants step, IReadOnlyDictionary<KernelBinding, FakeBuffer> buffers)
    {
        void* input = At(DeviceMemory.Input), target = At(DeviceMemory.Target);
        float* weights = At(DeviceMemory.SampleWeight), predictions = At(DeviceMemory.Prediction);
        using var workers = new Workers(1);
        model.Run(program, new()
        {
            Batch = (int)step.Batch,
            Inputs = &input,
            Targets = &target,
            SampleWeights = &weights,
            Parameters = At(DeviceMemory.Parameters),
            Gradients = At(DeviceMemory.Gradients),
            Workspace = At(DeviceMemory.Workspace),
            Predictions = &predictions,
            Losses = At(DeviceMemory.Loss),
            Step = step.Step,
            Workers = workers,
        });

        float* At(DeviceMemory memory) => buffers.TryGetValue(new(memory), out FakeBuffer? buffer) ? buffer.Address : null;
    }

    private static KernelDescriptor Describe(string name, params DeviceMemory[] bindings) =>
        new(name, "", new(1), [.. bindings.Select(memory => new KernelBinding(memory))], 0);

    private readonly struct InferKernel(LinearModel model, StepConstants step) : IDeviceKernel<InferKernel>, IFakeKernel
    {
        public static KernelDescriptor Descriptor { get; } = Describe("infer", DeviceMemory.Input, DeviceMemory.Parameters, DeviceMemory.Workspace, DeviceMemory.Prediction);

        public GroupCount Groups => new(1);

        public KernelTraffic Traffic => new(step.Batch, 1);

        public void WriteConstants(Span<uint> constants) => Assert.Empty(constants.ToArray());

        public void Run(IReadOnlyDictionary<KernelBinding, FakeBuffer> buffers) => DeviceLinearModel.Run(model, ProgramKind.Infer, step, buffers);
    }

    private readonly struct TrainKernel(LinearModel model, ProgramKind program, StepConstants step) : IDeviceKernel<TrainKernel>, IFakeKernel
    {
        public static KernelDescriptor Descriptor { get; } = Describe(
            "train",
            DeviceMemory.Input,
            DeviceMemory.Target,
            DeviceMemory.SampleWeight,
            DeviceMemory.Parameters,
            DeviceMemory.Gradients,
            DeviceMemory.Workspace,
            DeviceMemory.Prediction,
            DeviceMemory.Loss);

        public GroupCount Groups => new(1);

        public KernelTraffic Traffic => new(step.Batch, 1);

        public void WriteConstants(Span<uint> constants) => Assert.Empty(constants.ToArray());

        public void Run(IReadOnlyDictionary<KernelBinding, FakeBuffer> buffers) => DeviceLinearModel.Run(model, program, step, buffers);
    }
}
