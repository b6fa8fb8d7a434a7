using Compiled.Devices;
using Compiled.EndToEnd.Tests;
using Compiled.Shaders.Models;

namespace Compiled.Shaders.Tests.Programs;

/// <summary>How many kernels a training step runs, as docs/gpu.md says: what is fused shows here. It needs no device.</summary>
public class DispatchTests
{
    [Fact]
    public void A_step_of_the_perceptron_of_digits_is_20_dispatches() => Assert.Equal(20, Kernels(new DigitPerceptron(), ProgramKind.Train).Values.Sum());

    [Fact]
    public void A_step_of_LeNet_is_31_dispatches() => Assert.Equal(31, Kernels(new LeNet(), ProgramKind.Train).Values.Sum());

    /// <summary>The loop over the 28 rows of a picture is the same kernels once a row.</summary>
    [Theory]
    [InlineData(ProgramKind.Evaluate, 5)]
    [InlineData(ProgramKind.Train, 5 + 4)]
    public void A_time_step_of_an_LSTM_is_5_dispatches_forward_and_4_backward(ProgramKind kind, int expected) =>
        Assert.Equal(expected, Kernels(new DigitLstm(), kind).Values.Count(times => times == 28));

    /// <summary>How often each kernel runs, those of the optimizer among them where a program trains.</summary>
    private static Dictionary<Type, int> Kernels(Model model, ProgramKind kind)
    {
        using (model)
        {
            model.Optimizer = new Adam();
            using var commands = new CountingCommands();
            model.Record(kind, commands, new(), new(128, 1, 0));
            if (kind == ProgramKind.Train)
            {
                model.Optimizer.Record(commands, new());
            }

            return commands.Kernels;
        }
    }

    /// <summary>A list that counts.</summary>
    private sealed class CountingCommands : CommandList
    {
        public Dictionary<Type, int> Kernels { get; } = [];

        public override void Dispatch<TKernel>(in TKernel kernel, BufferTable buffers)
        {
            TKernel.Descriptor.Validate();
            Kernels[typeof(TKernel)] = Kernels.GetValueOrDefault(typeof(TKernel)) + 1;
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
