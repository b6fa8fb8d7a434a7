namespace Compiled;

/// <summary>Is called while a model trains, evaluates or predicts; the hooks are Keras's, and do nothing unless overridden. Epochs and batches count from 0.</summary>
public abstract class Callback
{
    private Model? _model;
    private TrainingPlan? _plan;

    /// <summary>The model at work.</summary>
    /// <exception cref="InvalidOperationException">Nothing has begun yet.</exception>
    protected Model Model => _model ?? throw new InvalidOperationException($"{GetType().Name} belongs to no training yet");

    /// <summary>What is going to be done.</summary>
    /// <exception cref="InvalidOperationException">Nothing has begun yet.</exception>
    protected TrainingPlan Plan => _plan ?? throw new InvalidOperationException($"{GetType().Name} belongs to no training yet");

    /// <summary>Before the first epoch.</summary>
    public virtual void OnTrainBegin()
    {
    }

    /// <summary>After the last epoch, also where the training was cancelled.</summary>
    public virtual void OnTrainEnd(Logs logs)
    {
    }

    /// <summary>Before an epoch's first step.</summary>
    public virtual void OnEpochBegin(int epoch)
    {
    }

    /// <summary>After an epoch and its validation.</summary>
    public virtual void OnEpochEnd(int epoch, Logs logs)
    {
    }

    /// <summary>Before a training step.</summary>
    public virtual void OnTrainBatchBegin(int batch)
    {
    }

    /// <summary>After a training step; the numbers are of the epoch so far.</summary>
    public virtual void OnTrainBatchEnd(int batch, Logs logs)
    {
    }

    /// <summary>Before a validation or evaluation.</summary>
    public virtual void OnTestBegin()
    {
    }

    /// <summary>After a validation or evaluation.</summary>
    public virtual void OnTestEnd(Logs logs)
    {
    }

    /// <summary>Before a batch of a validation or evaluation.</summary>
    public virtual void OnTestBatchBegin(int batch)
    {
    }

    /// <summary>After a batch of a validation or evaluation; the numbers are of all batches so far.</summary>
    public virtual void OnTestBatchEnd(int batch, Logs logs)
    {
    }

    /// <summary>Before the first batch of a prediction over a data set.</summary>
    public virtual void OnPredictBegin()
    {
    }

    /// <summary>After the last batch of a prediction over a data set.</summary>
    public virtual void OnPredictEnd()
    {
    }

    /// <summary>Before a batch of a prediction over a data set.</summary>
    public virtual void OnPredictBatchBegin(int batch)
    {
    }

    /// <summary>After a batch of a prediction over a data set.</summary>
    public virtual void OnPredictBatchEnd(int batch)
    {
    }

    internal void SetPlan(Model model, TrainingPlan plan)
    {
        _model = model;
        _plan = plan;
    }
}
