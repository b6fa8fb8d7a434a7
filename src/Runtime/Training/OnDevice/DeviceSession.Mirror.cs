using Compiled.Devices;

namespace Compiled;

/// <content>The arena as the mirror of what the device has.</content>
internal sealed unsafe partial class DeviceSession
{
    private Newest _newest = Newest.Arena;

    /// <summary>Where the newest weights are.</summary>
    private enum Newest
    {
        Arena,
        Both,
        Device,
    }

    /// <summary>Where the training stood when the arena's weights were those of the device.</summary>
    public (long Step, long Iterations) Mirrored { get; private set; }

    /// <summary>Whether the device has weights that the arena has not.</summary>
    public bool IsAhead => _newest == Newest.Device;

    private Span<float> Arena => new(_model.ParameterAddress, checked((int)_model.Schema.ParameterLength));

    private Span<float> States => _model.Optimizer is { } optimizer ? optimizer.StateValues : [];

    /// <summary>Brings the weights, and what the optimizer remembers, to the device, where the arena's are newer.</summary>
    public void Load()
    {
        lock (_gate)
        {
            LoadEntered();
        }
    }

    /// <summary>Brings them back, where the device's are newer, and what the model's layers keep.</summary>
    /// <param name="toChange">Whether the arena's will then be changed.</param>
    /// <param name="ofContexts">Whether the device is left, so that what layers keep in contexts comes back, too.</param>
    public void Store(bool toChange = false, bool ofContexts = false)
    {
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            StoreEntered(ofContexts);
            _newest = toChange ? Newest.Arena : _newest;
        }
    }

    private void LoadEntered()
    {
        ObjectDisposedException.ThrowIf(_disposed, _model);
        if (_newest != Newest.Arena)
        {
            return;
        }

        Span<float> states = States;
        _buffers.Reserve(DeviceMemory.States, 0, states.Length);
        ReadAll();
        using CommandList commands = _context.Begin();
        commands.Upload<float>(Arena, _buffers[DeviceMemory.Parameters]);
        commands.Upload<float>(states, _buffers[DeviceMemory.States]);
        _buffers.LastUse = commands.Submit();
        Mirror();
    }

    private void StoreEntered(bool ofContexts = false)
    {
        bool isAhead = IsAhead;
        DeviceStates[] carried = [.. _states.Where(states => states.IsAhead && (ofContexts || states.States == _model.States))];
        if (!isAhead && carried.Length == 0)
        {
            return;
        }

        ReadAll();
        Span<float> arena = isAhead ? Arena : [], states = isAhead ? States : [];
        using CommandList commands = _context.Begin();
        Readback weights = commands.Download(_buffers[DeviceMemory.Parameters], 0, arena.Length);
        Readback remembered = commands.Download(_buffers[DeviceMemory.States], 0, states.Length);
        foreach (DeviceStates kept in carried)
        {
            kept.Download(commands);
        }

        Submission submission = commands.Submit();
        _buffers.LastUse = submission;

        // Only the first can fail: the mirror is of one step.
        submission.Read(weights, arena);
        submission.Read(remembered, states);
        foreach (DeviceStates kept in carried)
        {
            kept.Read(submission);
        }

        if (isAhead)
        {
            Mirror();
        }
    }

    private void Mirror()
    {
        _newest = Newest.Both;
        Mirrored = (_model.Step, _model.Optimizer?.Iterations ?? 0);
    }
}
