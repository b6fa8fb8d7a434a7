using Compiled;

namespace Airline;

// Four units that look at one month and tell the next (A. Fandango, "Mastering TensorFlow 1.x", 2018, chapter 6).

/// <summary>A simple recurrent network; 29 parameters.</summary>
[Model(Loss = Loss.MeanSquaredError)]
[Input(Months.Window, 1)]
[SimpleRNN(4)]
[Dense(1)]
public partial class SimpleForecaster;

/// <summary>Long short-term memory; 101 parameters.</summary>
[Model(Loss = Loss.MeanSquaredError)]
[Input(Months.Window, 1)]
[LSTM(4)]
[Dense(1)]
public partial class LongShortTermForecaster;

/// <summary>A gated recurrent unit as in its paper, the reset before the product; 77 parameters.</summary>
[Model(Loss = Loss.MeanSquaredError)]
[Input(Months.Window, 1)]
[GRU(4, ResetAfter = false)]
[Dense(1)]
public partial class GatedForecaster;

/// <summary>The unit as Keras has had it since version 2.3, the reset behind the product, which has a bias of its own then; 89 parameters.</summary>
[Model(Loss = Loss.MeanSquaredError)]
[Input(Months.Window, 1)]
[GRU(4)]
[Dense(1)]
public partial class ResetAfterForecaster;
