using Compiled.Generator.Graphs;
using Compiled.Generator.Operators;

namespace Compiled.Generator.Lowering;

/// <summary>One graph of a model under construction, and what the layers leave for its end.</summary>
internal sealed class GraphContext(bool isTraining, StateTable states, int maxLength)
{
    private readonly Dictionary<int, Value> _updates = [];
    private readonly Dictionary<int, Value> _carried = [];
    private readonly HashSet<int> _regularized = [];
    private readonly List<Value> _penalties = [];
    private readonly List<OwnLoss> _losses = [];
    private int _streams;

    public GraphBuilder Builder { get; private init; } = new();

    public bool IsTraining => isTraining;

    /// <summary>The most steps of sequences whose number of steps is known only when the program runs; 0 where there are none.</summary>
    public int MaxLength => maxLength;

    /// <summary>Whether the interpreter is written from the graph: the user's own methods are then called in it, and not taken apart.</summary>
    public bool IsInterpreted { get; init; }

    /// <summary>The context of a loop's body.</summary>
    public GraphContext Within(GraphBuilder body) => new(isTraining, states, maxLength) { Builder = body, IsInterpreted = IsInterpreted };

    /// <summary>Scalars that training adds to the loss.</summary>
    public IReadOnlyList<Value> Penalties => _penalties;

    public Value RandomUniform(Shape shape) => Builder.Apply(new RandomUniform(_streams++, shape));

    public Value RandomNormal(Shape shape) => Builder.Apply(new RandomNormal(_streams++, shape));

    /// <summary>The parameter as the next layer finds it: a moving statistic updated before in this step has its new value.</summary>
    public Value Parameter(ParameterInfo parameter)
    {
        Value value = Builder.Apply(new Parameter(parameter.Index, parameter.Shape));
        return _updates.TryGetValue(parameter.Index, out Value updated) ? updated : value;
    }

    /// <summary>Gives a moving statistic the value that it has after this step.</summary>
    public void Update(ParameterInfo parameter, Value value) => _updates[parameter.Index] = value;

    /// <summary>What a layer kept from the batch before, or from its call before in this one.</summary>
    public Value CarriedState(string name, Shape shape)
    {
        StateInfo state = states.Get(name, shape);
        return _carried.TryGetValue(state.Index, out Value carried) ? carried : Builder.Apply(new CarriedState(state.Index, state.Shape));
    }

    /// <summary>Keeps a value for the next batch. No gradient goes through it.</summary>
    public void Carry(string name, Value value) => _carried[states.Get(name, value.Shape).Index] = value.StopGradient();

    public void TrainWith(OwnLoss loss) => _losses.Add(loss);

    /// <summary>What trains an output instead of the loss over its predictions; null for most.</summary>
    public OwnLoss? LossOf(Value output) => _losses.LastOrDefault(l => l.Output == output);

    /// <summary>The layers with losses of their own.</summary>
    public IReadOnlyList<OwnLoss> OwnLosses => _losses;

    public void AddPenalty(Value scalar) => _penalties.Add(scalar);

    /// <summary>Whether the parameter's regularizer is still to be added: a shared layer's weights count once.</summary>
    public bool BeginRegularization(ParameterInfo parameter) => _regularized.Add(parameter.Index);

    /// <summary>Names what layers keep for the next batch as results.</summary>
    public void OutputStates()
    {
        foreach (int index in _carried.Keys.OrderBy(i => i))
        {
            Builder.Output(OutputKind.CarriedState, index, _carried[index]);
        }
    }

    /// <summary>Names the new values of moving statistics as results.</summary>
    public void OutputUpdates()
    {
        foreach (int index in _updates.Keys.OrderBy(i => i))
        {
            Builder.Output(OutputKind.Update, index, _updates[index]);
        }
    }
}

/// <summary>How a layer trains that is an output and does not compute all of its predictions for that.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Span">Its call.</param>
/// <param name="Output">What it gives.</param>
/// <param name="Losses">From labels to losses of the same shape.</param>
internal sealed record OwnLoss(string Layer, int Span, Value Output, Func<Value, Value> Losses);
