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
    private TrainingSnapshot? _restored;

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

    /// <summary>Names and lengths of what it remembers of its model, or will from the first step on.</summary>
    internal IEnumerable<(string Name, int Length)> StateLengths
        => StateNames.SelectMany(name => _segments.Select(segment => ($"{name}/{segment.Parameter.Name}", segment.Parameter.Length)));

    /// <summary>The rates as they stand, for saving: by group, the empty group being all others.</summary>
    internal IEnumerable<KeyValuePair<string, SavedLearningRate>> Rates
        => _groupLearningRates.Prepend(new("", LearningRate)).Select(pair => KeyValuePair.Create(pair.Key, pair.Value.Saved));

    /// <exception cref="InvalidOperationException">The optimizer trains another model.</exception>
    internal void Attach(Model model)
    {
        if (_model is not null)
        {
            throw new InvalidOperationException($"this {Name} already trains a {_model.Schema.Name}; give each model an optimizer of its own");
        }

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

        _model = model;
        _groups = ["", .. groups];
        _rates = new float[_groups.Length];
        _segments =
        [
            .. model.Schema.Parameters
                .Where(parameter => parameter.IsTrainable && parameter.Length > 0)
                .Select(parameter => new Segment(parameter, Array.IndexOf(_groups, parameter.Group), ExcludeFromWeightDecay?.Invoke(parameter) != true)),
        ];
    }

    internal void Detach()
    {
        _states?.Dispose();
        _states = null;
        _model = null;
        _segments = [];
        _restored = null;
        Iterations = 0;
    }

    /// <summary>Goes on where a saved training stopped.</summary>
    internal void Restore(TrainingSnapshot snapshot)
    {
        _restored = snapshot;
        if (_model is not null)
        {
            AllocateStates(_model.Schema);
        }
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
        _states?.Dispose();
        _states = new(names.Length * schema.ParameterLength);
        for (int i = 0; i < names.Length; i++)
        {
            float initial = InitialState(i);
            foreach (Segment segment in _segments)
            {
                _states.Span((i * schema.ParameterLength) + segment.Parameter.Offset, segment.Parameter.Length).Fill(initial);
            }
        }

        if (_restored is { } snapshot)
        {
            snapshot.CopyStates(this, schema.Name);
            RestoreRates(snapshot.Rates);
            Iterations = snapshot.Iterations;
            _restored = null;
        }
    }
}
