using Compiled.Devices;

namespace Compiled;

/// <content>What stateful layers keep between batches: the model's own, those of contexts and of a validation.</content>
internal sealed unsafe partial class DeviceSession
{
    private readonly List<DeviceStates> _states = [];

    /// <summary>Forgets states whose owner goes.</summary>
    public void Release(DeviceStates states)
    {
        lock (_gate)
        {
            if (_states.Remove(states))
            {
                WaitForLastUse();
                states.Dispose();
            }
        }
    }

    /// <summary>Resets states that another thread may just bring back.</summary>
    public void Reset(CarriedStates states)
    {
        lock (_gate)
        {
            states.ResetEntered();
        }
    }

    /// <summary>The device's side of states, ready for a batch; null for a model without.</summary>
    private DeviceStates? Begin(CarriedStates? states, int batch)
    {
        if (states is null)
        {
            return null;
        }

        if (states.OnDevice is not { } found)
        {
            states.OnDevice = found = new(_model, states, this, _context);
            _states.Add(found);
        }

        found.Begin(batch, _buffers.LastUse, ReadAll);
        return found;
    }

    /// <summary>
    /// Ends the device's side of all states. Those of the model go on from what came back last, as its weights do, or from zeros where they
    /// were reset since; others that did not come back begin anew.
    /// </summary>
    private void ReleaseStates()
    {
        foreach (DeviceStates states in _states)
        {
            if (states.IsAhead && states.States != _model.States)
            {
                states.States.Reset();
            }

            states.Dispose();
        }

        _states.Clear();
    }
}
