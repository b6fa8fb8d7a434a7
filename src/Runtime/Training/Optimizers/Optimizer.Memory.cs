using System.Collections.Immutable;
using Compiled.Kernels;

namespace Compiled;

public abstract partial class Optimizer
{
    private Model? _model;
    private AlignedMemory? _states;
    private Segment[] _segments = [];
    private string[] _groups = [];
    private float[] _rates = [];

    /// <summary>Every remembered tensor, named <c>state/weight</c>; empty before the first step.</summary>
    internal IEnumerable<OptimizerState> States
    {
        get
        {
            if (_states is null)
            {
                yield break;
            }

            ImmutableArray<string> names = StateNames;
            for (int i = 0; i < names.Length; i++)
            {
                foreach (Segment segment in _segments)
                {
                    yield return new($"{names[i]}/{segment.Parameter.Name}", segment.Parameter.Shape, _states, (i * _model!.Schema.ParameterLength) + segment.Parameter.Offset);
                }
            }
        }
    }

    /// <summary>How many values it remembers of each weight.</summary>
    internal int StateCount => StateNames.Length;

    /// <summary>Names and lengths of what it remembers of its model, or will from the first step on.</summary>
    internal IEnumerable<(string Name, int Length)> StateLengths
        => StateNames.SelectMany(name => _segments.Select(segment => ($"{name}/{segment.Parameter.Name}", segment.Parameter.Length)));

    /// <summary>The rates as they stand, for saving: by group, the empty group being all others.</summary>
    internal IEnumerable<KeyValuePair<string, SavedLearningRate>> Rates
        => _groupLearningRates.Prepend(new("", LearningRate)).Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Saved));

    /// <exception cref="InvalidOperationException">The optimizer trains another model.</exception>
    internal void Attach(Model model)
    {
        // Two threads may give one optimizer to two models at once: one of them is told.
        if (Interlocked.CompareExchange(ref _model, model, null) is { } other)
        {
            throw new InvalidOperationException($"this {Name} already trains a {other.Schema.Name}; give each model an optimizer of its own");
        }

        try
        {
            LayOut(model);
        }
        catch
        {
            _model = null;
            throw;
        }
    }

    private void LayOut(Model model)
    {
        if (new[] { ClipNorm, GlobalClipNorm, ClipValue }.Count(limit => limit is not null) > 1)
        {
            throw new InvalidOperationException($"{Name}: only one of ClipNorm, GlobalClipNorm and ClipValue can be set");
        }

        string[] groups = [.. model.Schema.Parameters.Select(parameter => parameter.Group).Where(group => group.Length > 0).Distinct()];
        foreach (string group in _groupLearningRates.Keys)
        {
            if (!groups.Contains(group))
            {
                throw new InvalidOperationException($"{Name}: no layer of {model.Schema.Name} has the group '{group}'; it has {(groups.Length == 0 ? "none" : string.Join(", ", groups))}");
            }
        }

        _groups = ["", .. groups];
        _rates = new float[_groups.Length];
        _segments =
        [
            .. model.Schema.Parameters
                .Select((parameter, index) => (parameter, index))
                .Where(entry => entry.parameter.IsTrainable && entry.parameter.Length > 0)
                .Select(entry => new Segment(entry.parameter, entry.index, Array.IndexOf(_groups, entry.parameter.Group), ExcludeFromWeightDecay?.Invoke(entry.parameter) != true)),
        ];
    }

    /// <summary>Allocates what a step needs, so that the step itself cannot fail halfway.</summary>
    /// <exception cref="OutOfMemoryException">There is no room for what it remembers; the message has the bytes.</exception>
    internal void Prepare()
    {
        if (_states is null)
        {
            AllocateStates(_model!.Schema);
        }
    }

    internal void Detach()
    {
        _states?.Dispose();
        _states = null;
        _segments = [];
        Iterations = 0;

        // Last: from here on another model may take it.
        Volatile.Write(ref _model, null);
    }

    /// <summary>Goes on where a saved training of the optimizer's model stopped; if that fails, nothing has changed.</summary>
    /// <exception cref="InvalidOperationException">The saved training is one of another optimizer.</exception>
    internal void Restore(TrainingSnapshot snapshot)
    {
        snapshot.Check(this, _model!.Schema.Name);
        AllocateStates(_model.Schema);
        snapshot.CopyStates(this);
        RestoreRates(snapshot.Rates);
        Iterations = snapshot.Iterations;
    }

    /// <summary>Callbacks change rates while a training runs; a resumed one goes on with the changed ones.</summary>
    private void RestoreRates(IReadOnlyDictionary<string, SavedLearningRate> rates)
    {
        if (rates.TryGetValue("", out SavedLearningRate own))
        {
            LearningRate = LearningRate.Restored(own);
        }

        foreach (string group in _groupLearningRates.Keys.ToArray())
        {
            if (rates.TryGetValue(group, out SavedLearningRate rate))
            {
                _groupLearningRates[group] = _groupLearningRates[group].Restored(rate);
            }
        }
    }

    private void AllocateStates(ModelSchema schema)
    {
        ImmutableArray<string> names = StateNames;
        AlignedMemory states = new(names.Length * schema.ParameterLength, $"{schema.Name}: the memory of {Name} for {schema.ParameterLength} parameters");
        _states?.Dispose();
        _states = states;
        for (int i = 0; i < names.Length; i++)
        {
            float initial = InitialState(i);
            foreach (Segment segment in _segments)
            {
                _states.Span((i * schema.ParameterLength) + segment.Parameter.Offset, segment.Parameter.Length).Fill(initial);
            }
        }
    }
}
