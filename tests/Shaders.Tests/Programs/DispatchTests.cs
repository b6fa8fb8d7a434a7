using Compiled.Devices;
using Compiled.EndToEnd.Tests;
using Compiled.Shaders.Models;

namespace Compiled.Shaders.Tests.Programs;

/// <summary>How many kernels a training step runs: what is fused shows here. It needs no device.</summary>
public class DispatchTests
{
    [Fact]
    public void A_step_of_a_perceptron_is_at_most_20_dispatches() => Assert.InRange(Count(new Perceptron()), 10, 20);

    [Fact]
    public void A_step_of_LeNet_is_at_most_45_dispatches() => Assert.InRange(Count(new LeNet()), 20, 45);

    /// <summary>The loop over 7 steps, forward and backward, is the same kernels once a step.</summary>
    [Fact]
    public void A_loop_is_recorded_step_by_step() => Assert.InRange(Count(new LstmClassifier()), 2 * 7, 26 * 7);

    private static int Count(Model model)
    {
        using (model)
        {
            model.Optimizer = new Adam();
            using var commands = new CountingCommands();
            model.Record(ProgramKind.Train, commands, new(), new(32, 1, 0));
            model.Optimizer.Record(commands, new());
            return commands.Dispatches;
        }
    }

    /// <summary>A list that counts.</summary>
    private sealed class CountingCommands : CommandList
    {
        public int Dispatches { get; private set; }

        public override void Dispatch<TKernel>(in TKernel kernel, BufferTable buffers)
        {
            TKernel.Descriptor.Validate();
            Dispatches++;
        }

        public override void Barrier()
        {
        }

        public override Submission Submit() => throw new NotSupportedException();

        public override void Dispose()
        {
        }

        protected override void UploadBytes(ReadOnlySpan<byte> source, DeviceBuffer destination, long offset) => throw new NotSupportedException();

        protected override int DownloadBytes(DeviceBuffer source, long offset, int length) => throw new NotSupportedException();
    }
}
