namespace Compiled;

/// <content>One thread at a time.</content>
public sealed unsafe partial class PredictionContext
{
    private const int Idle = 0;
    private const int Busy = 1;
    private const int Disposed = 2;

    private int _state;

    /// <summary>Frees the context's workspace.</summary>
    /// <exception cref="InvalidOperationException">A prediction is running on another thread.</exception>
    public void Dispose()
    {
        int state = Interlocked.CompareExchange(ref _state, Disposed, Idle);
        if (state == Busy)
        {
            throw new InvalidOperationException($"{_name} cannot be disposed: another thread is predicting in it.");
        }

        if (state == Idle)
        {
            DisposeParts();
            _memory.Dispose();
            _workers.Dispose();
            if (!_own)
            {
                _states?.Dispose();
            }
        }
    }

    private void Enter()
    {
        int state = Interlocked.CompareExchange(ref _state, Busy, Idle);
        if (state != Idle)
        {
            throw Refusal(state);
        }

        try
        {
            _model.Arena.EnterRead(_model.Schema.Name, "predict", _model.WeightSide);
        }
        catch
        {
            Volatile.Write(ref _state, Idle);
            throw;
        }
    }

    private void Exit()
    {
        _model.Arena.ExitRead();
        Volatile.Write(ref _state, Idle);
    }

    private InvalidOperationException Refusal(int state)
    {
        if (state != Disposed)
        {
            return new($"{_name} is predicting on another thread. Give each thread a context of its own: {_model.Schema.Name}.CreateContext().");
        }

        // The model's own context goes when its memory is released, and is made anew by the next prediction.
        return _own && !_model.IsDisposed
            ? new($"{_name} cannot predict: another thread is releasing its memory or changing its threads.")
            : new ObjectDisposedException(_name, $"{_name} was disposed: it cannot predict.");
    }
}
