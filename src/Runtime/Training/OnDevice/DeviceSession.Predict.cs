using Compiled.Devices;

namespace Compiled;

/// <content>Predictions.</content>
internal sealed unsafe partial class DeviceSession
{
    /// <summary>The most samples that are predicted at once, and the bytes that their workspace should not exceed; more are done in turns.</summary>
    private const int LargestBatch = 1024;
    private const long WorkspaceBudget = 256L << 20;

    /// <summary>Predicts; lengths were checked.</summary>
    /// <param name="tables">The specs of the samples.</param>
    /// <param name="states">What stateful layers go on from; null for a model without.</param>
    /// <returns>Whether it was done; not where another thread left the device meanwhile.</returns>
    public bool TryPredict(int samples, ModelTables tables, void** inputs, float** predictions, CarriedStates? states)
    {
        lock (_gate)
        {
            if (_disposed || _isLeft)
            {
                return false;
            }

            try
            {
                LoadEntered();
                ReadAll();

                // The samples of a batch keep their states side by side: they are done at once.
                int largest = states is null ? LargestBatchOf(tables) : samples;
                for (int start = 0; start < samples; start += largest)
                {
                    Predict(start, Math.Min(largest, samples - start), tables, inputs, predictions, states);
                }
            }
            catch (Exception exception) when (Model.IsOfDevice(exception))
            {
                _isLeft = true;
                throw;
            }

            return true;
        }
    }

    private int LargestBatchOf(ModelTables tables)
    {
        int largest = LargestBatch;
        while (largest > 1 && _model.DeviceWorkspaceLength(ProgramKind.Infer, largest, tables.SequenceLength) > WorkspaceBudget / sizeof(float))
        {
            largest /= 2;
        }

        return largest;
    }

    private void Predict(int start, int samples, ModelTables tables, void** inputs, float** predictions, CarriedStates? states)
    {
        TensorSpec[] inputSpecs = tables.InputSpecs, outputSpecs = tables.PredictionSpecs;
        _buffers.Prepare(ProgramKind.Infer, samples, tables);
        DeviceStates? carried = Begin(states, samples);
        using CommandList commands = _context.Begin();
        carried?.Record(commands, _buffers.Table);
        for (int i = 0; i < inputSpecs.Length; i++)
        {
            // Floats and integers are both four bytes.
            float* first = (float*)inputs[i] + ((long)start * inputSpecs[i].Length);
            commands.Upload(new ReadOnlySpan<float>(first, checked(samples * inputSpecs[i].Length)), _buffers[DeviceMemory.Input, i]);
        }

        _model.Record(ProgramKind.Infer, commands, _buffers.Table, new((uint)samples, _model.Seed, (ulong)_model.Step, (uint)tables.SequenceLength));
        Span<Readback> readbacks = stackalloc Readback[outputSpecs.Length];
        for (int i = 0; i < outputSpecs.Length; i++)
        {
            readbacks[i] = commands.Download(_buffers[DeviceMemory.Prediction, i], 0, checked(samples * outputSpecs[i].Length));
        }

        Submission submission = commands.Submit();
        _buffers.LastUse = submission;
        carried?.Commit();
        for (int i = 0; i < outputSpecs.Length; i++)
        {
            submission.Read(readbacks[i], new Span<float>(predictions[i] + ((long)start * outputSpecs[i].Length), readbacks[i].Length));
        }
    }
}
