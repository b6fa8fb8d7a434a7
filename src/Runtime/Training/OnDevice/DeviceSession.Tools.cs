using Compiled.Devices;

namespace Compiled;

/// <content>For tools and tests: programs by themselves, and what buffers hold.</content>
internal sealed unsafe partial class DeviceSession
{
    /// <summary>Runs a program without changing weights by their gradients, and waits.</summary>
    /// <returns>The losses; valid until the step after the next.</returns>
    internal ReadOnlySpan<float> Run(ProgramKind kind, Batch batch, CarriedStates? states = null)
    {
        lock (_gate)
        {
            LoadEntered();
            DeviceResults results = Submit(kind, batch, default, null, null, states);
            results.Read();
            return results.Losses;
        }
    }

    /// <summary>Records a step of training as it would be done, for a device that only notes it: nothing counts it.</summary>
    internal void Rehearse(Batch batch, Optimizer optimizer, CarriedStates? states)
    {
        lock (_gate)
        {
            Submit(ProgramKind.Train, batch, default, null, optimizer, states);
        }
    }

    /// <summary>Copies a buffer back, for tests and tools.</summary>
    internal float[] Read(KernelBinding binding, int length)
    {
        lock (_gate)
        {
            ReadAll();
            var values = new float[length];
            using CommandList commands = _context.Begin();
            Readback readback = commands.Download(_buffers.Table[binding], 0, length);
            Submission submission = commands.Submit();
            _buffers.LastUse = submission;
            submission.Read(readback, values.AsSpan());
            return values;
        }
    }
}
