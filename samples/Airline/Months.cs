using Compiled;

namespace Airline;

/// <summary>The series, scaled by what the training part knows, in windows with the month after each.</summary>
internal sealed class Months
{
    /// <summary>The months that a forecaster looks at, as published.</summary>
    public const int Window = 1;

    private readonly float[] _passengers;
    private readonly MinMaxScaler _scaler;
    private readonly int _cut;

    public Months(SeriesData series)
    {
        _passengers = series.Values;

        // The published share: 96 months of 144.
        _cut = (int)(_passengers.Length * 0.67);

        // The published scaling knows the test part. Here it does not, but leaves the growing series room up to 1.
        _scaler = MinMaxScaler.Fit(_passengers.AsSpan(0, _cut), maximum: 0.6f);
        float[] scaled = [.. _passengers];
        _scaler.Transform(scaled);
        (WindowOptions train, WindowOptions test) = new WindowOptions { Length = Window }.Split(_cut);
        Train = TimeSeries.Windows(scaled, train);
        Test = TimeSeries.Windows(scaled, test);
    }

    public Dataset Train { get; }

    public Dataset Test { get; }

    /// <summary>The root of the mean squared error of a model's forecasts for the training part, in thousands of passengers.</summary>
    public double TrainError(Model model) => Error(Forecasts(model, Train), Window);

    /// <summary>The same for the test part.</summary>
    public double TestError(Model model) => Error(Forecasts(model, Test), _cut);

    /// <summary>The test error of saying that the next month will be like this one.</summary>
    public double NaiveError() => Error(_passengers.AsSpan(_cut - 1, _passengers.Length - _cut), _cut);

    private float[] Forecasts(Model model, Dataset windows)
    {
        float[] forecasts = model.Predict(windows);
        _scaler.Inverse(forecasts);
        return forecasts;
    }

    private double Error(ReadOnlySpan<float> forecasts, int firstMonth)
    {
        double sum = 0;
        for (int i = 0; i < forecasts.Length; i++)
        {
            double difference = forecasts[i] - _passengers[firstMonth + i];
            sum += difference * difference;
        }

        return Math.Sqrt(sum / forecasts.Length);
    }
}
