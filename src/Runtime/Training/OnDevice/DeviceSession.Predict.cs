using Compiled.Devices;

namespace Compiled;

/// <content>Predictions.</content>
internal sealed unsafe partial class DeviceSession
{
    /// <summary>The most samples that are predicted at once, and the bytes that their workspace should not exceed; more are done in turns.</summary>
    private const int LargestBatch = 1024;
    private const long WorkspaceBudget = 256L << 20;

    /// <summary>Predicts; lengths were checked.</summary>
    public void Predict(int samples, void** inputs, float** predictions)
    {
        lock (_gate)
        {
            LoadEntered();
            ReadAll();
            int largest = LargestBatch;
            while (largest > 1 && _model.DeviceWorkspaceLength(ProgramKind.Infer, largest) > WorkspaceBudget / sizeof(float))
            {
                largest /= 2;
            }

            for (int start = 0; start < samples; start += largest)
            {
                Predict(start, Math.Min(largest, samples - start), inputs, predictions);
            }
        }
    }

    /// <summary>Runs a program without changing weights by their gradients, and waits.</summary>
    /// <returns>The losses; valid until the step after the next.</returns>
    internal ReadOnlySpan<float> Run(ProgramKind kind, Batch batch)
    {
        lock (_gate)
        {
            LoadEntered();
            DeviceResults results = Submit(kind, batch, default, null, null);
            results.Read();
            return results.Losses;
        }
    }

    /// <summary>Records a step of training as it would be done, for a device that only notes it: nothing counts it.</summary>
    internal void Rehearse(Batch batch, Optimizer optimizer)
    {
        lock (_gate)
        {
            Submit(ProgramKind.Train, batch, default, null, optimizer);
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

    private void Predict(int start, int samples, void** inputs, float** predictions)
    {
        TensorSpec[] inputSpecs = _model.Tables.InputSpecs, outputSpecs = _model.Tables.PredictionSpecs;
        _buffers.Prepare(ProgramKind.Infer, samples);
        using CommandList commands = _context.Begin();
        for (int i = 0; i < inputSpecs.Length; i++)
        {
            // Floats and integers are both four bytes.
            float* first = (float*)inputs[i] + ((long)start * inputSpecs[i].Length);
            commands.Upload(new ReadOnlySpan<float>(first, checked(samples * inputSpecs[i].Length)), _buffers[DeviceMemory.Input, i]);
        }

        _model.Record(ProgramKind.Infer, commands, _buffers.Table, new((uint)samples, _model.Seed, (ulong)_model.Step));
        Span<Readback> readbacks = stackalloc Readback[outputSpecs.Length];
        for (int i = 0; i < outputSpecs.Length; i++)
        {
            readbacks[i] = commands.Download(_buffers[DeviceMemory.Prediction, i], 0, checked(samples * outputSpecs[i].Length));
        }

        Submission submission = commands.Submit();
        _buffers.LastUse = submission;
        for (int i = 0; i < outputSpecs.Length; i++)
        {
            submission.Read(readbacks[i], new Span<float>(predictions[i] + ((long)start * outputSpecs[i].Length), readbacks[i].Length));
        }
    }
}
