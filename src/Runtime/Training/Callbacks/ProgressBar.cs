using System.Diagnostics;
using System.Globalization;

namespace Compiled;

/// <summary>Shows batches done, time left, loss and metrics, as Keras does. <c>Fit</c> adds one by itself in a terminal.</summary>
/// <param name="output">Where to write; null for the console.</param>
/// <param name="everyBatch">Whether the line is drawn again as batches end; else one line is written for each epoch.</param>
public sealed class ProgressBar(TextWriter? output = null, bool everyBatch = true) : Callback
{
    private const int Width = 30;
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(100);

    private readonly TextWriter _output = output ?? Console.Out;
    private long _epochStart;
    private long _lastDrawn;
    private int _done;
    private int _drawnLength;

    /// <summary>The bar that a verbosity asks for; none for silence.</summary>
    internal static IEnumerable<ProgressBar> For(Verbosity verbosity, TextWriter? output) => verbosity switch
    {
        Verbosity.ProgressBar => [new(output)],
        Verbosity.OneLinePerEpoch => [new(output, everyBatch: false)],
        Verbosity.Auto when output is null && !Console.IsOutputRedirected => [new()],
        _ => [],
    };

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch)
    {
        _epochStart = _lastDrawn = Stopwatch.GetTimestamp();
        _done = 0;
        if (everyBatch)
        {
            _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Epoch {epoch + 1}/{Plan.Epochs}"));
        }
    }

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        _done = batch + 1;
        if (!everyBatch || Stopwatch.GetElapsedTime(_lastDrawn) < _interval)
        {
            return;
        }

        _lastDrawn = Stopwatch.GetTimestamp();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_epochStart);
        string time = Plan.Steps is { } steps && steps > _done
            ? "ETA " + Seconds(elapsed / _done * (steps - _done))
            : Seconds(elapsed);
        Draw($"{Bar()} {time} - {logs}", end: false);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_epochStart);
        if (everyBatch)
        {
            string perStep = (elapsed.TotalMilliseconds / Math.Max(1, _done)).ToString("0.0", CultureInfo.InvariantCulture);
            Draw($"{Bar()} {Seconds(elapsed)} {perStep}ms/step - {logs}", end: true);
        }
        else
        {
            _output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Epoch {epoch + 1}/{Plan.Epochs} - {Seconds(elapsed)} - {logs}"));
        }
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds < 60
        ? time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture) + "s"
        : time.ToString(time.TotalHours < 1 ? "m\\:ss" : "h\\:mm\\:ss", CultureInfo.InvariantCulture);

    private string Bar()
    {
        if (Plan.Steps is not { } steps)
        {
            return _done.ToString(CultureInfo.InvariantCulture);
        }

        int filled = (int)((long)Width * Math.Min(_done, steps) / steps);
        string count = _done.ToString(CultureInfo.InvariantCulture).PadLeft(steps.ToString(CultureInfo.InvariantCulture).Length);
        return filled == Width
            ? $"{count}/{steps} [{new string('=', Width)}]"
            : $"{count}/{steps} [{new string('=', filled)}>{new string('.', Width - filled - 1)}]";
    }

    private void Draw(string line, bool end)
    {
        // Blanks cover what is left of a longer line before.
        _output.Write('\r');
        _output.Write(line.PadRight(_drawnLength));
        _drawnLength = end ? 0 : line.Length;
        if (end)
        {
            _output.WriteLine();
        }

        _output.Flush();
    }
}
