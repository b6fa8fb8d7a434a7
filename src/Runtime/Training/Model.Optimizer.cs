namespace Compiled;

public abstract partial class Model
{
    private TrainingSnapshot? _restored;

    /// <summary>What changes the weights; <c>Fit</c> and <c>TrainOnBatch</c> take <see cref="Adam"/> where none is set. Another optimizer begins without memory of the former.</summary>
    /// <exception cref="InvalidOperationException">The optimizer already trains another model.</exception>
    public Optimizer? Optimizer
    {
        get;
        set
        {
            if (ReferenceEquals(field, value))
            {
                return;
            }

            value?.Attach(this);
            if (value is not null && _restored is { } snapshot)
            {
                try
                {
                    value.Restore(snapshot);
                }
                catch
                {
                    value.Detach();
                    throw;
                }

                _restored = null;
            }

            field?.Detach();
            field = value;
        }
    }

    /// <summary>Goes on where a saved training stood. Where the model has no optimizer yet, the next one takes what the snapshot remembers.</summary>
    /// <exception cref="InvalidOperationException">The model's optimizer is not the saved one.</exception>
    internal void RestoreTraining(TrainingSnapshot snapshot)
    {
        if (Optimizer is { } optimizer)
        {
            optimizer.Restore(snapshot);
        }
        else
        {
            _restored = snapshot;
        }

        Seed = snapshot.Seed;
        Step = snapshot.Step;
        Epoch = snapshot.Epoch;
    }
}
