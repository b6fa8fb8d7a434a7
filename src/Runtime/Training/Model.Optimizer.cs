namespace Compiled;

public abstract partial class Model
{
    private Optimizer? _optimizer;

    // Kept until a step goes on from it: whichever optimizer does that step takes it.
    private TrainingSnapshot? _restored;

    /// <summary>What changes the weights; <c>Fit</c> and <c>TrainOnBatch</c> take <see cref="Adam"/> where none is set. Another optimizer begins without memory of the former.</summary>
    /// <exception cref="InvalidOperationException">The optimizer already trains another model, is not the one that a checkpoint just loaded was saved with, or another thread uses the model.</exception>
    /// <exception cref="ObjectDisposedException">The model was disposed.</exception>
    public Optimizer? Optimizer
    {
        get => _optimizer;
        set
        {
            using SessionScope session = EnterSession("change its optimizer");
            ThrowIfDisposed("change its optimizer");
            SetOptimizerEntered(value);
        }
    }

    /// <summary>What a loaded checkpoint remembers for the next step, where no optimizer has taken it; else null.</summary>
    internal TrainingSnapshot? PendingTraining => _optimizer is null ? _restored : null;

    /// <summary>
    /// Goes on where a saved training stood, as a whole or not at all.
    /// Every optimizer that the model has or gets before its next step takes what the snapshot remembers.
    /// </summary>
    /// <exception cref="InvalidOperationException">The model's optimizer is not the saved one, or another thread uses the model.</exception>
    internal void RestoreTraining(float[][] weights, TrainingSnapshot snapshot)
    {
        using SessionScope session = EnterSession("load a checkpoint");
        _arena.EnterWrite(Schema.Name, "load a checkpoint");
        try
        {
            _optimizer?.Restore(snapshot);
            States?.Restore(snapshot.CarriedStates);
            CopyWeights(weights);
        }
        finally
        {
            _arena.ExitWrite();
        }

        _restored = snapshot;
        Seed = snapshot.Seed;
        Step = snapshot.Step;
        Epoch = snapshot.Epoch;
        StepOfEpoch = snapshot.StepOfEpoch;
    }

    private void SetOptimizerEntered(Optimizer? value)
    {
        if (ReferenceEquals(_optimizer, value))
        {
            return;
        }

        // A device has what the former optimizer remembers.
        BringWeights(toChange: true);
        value?.Attach(this);
        try
        {
            if (_restored is { } snapshot)
            {
                value?.Restore(snapshot);
            }
        }
        catch
        {
            value?.Detach();
            throw;
        }

        _optimizer?.Detach();
        _optimizer = value;
    }
}
