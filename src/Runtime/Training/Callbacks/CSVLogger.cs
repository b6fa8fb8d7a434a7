using System.Globalization;

namespace Compiled;

/// <summary>Writes every epoch's numbers as a line of a file, in invariant culture; the first line names the columns. Epochs count from 0, as in Keras.</summary>
/// <param name="path">The file.</param>
/// <param name="separator">Between two values.</param>
/// <param name="append">Whether an existing file is continued instead of replaced.</param>
public sealed class CSVLogger(string path, char separator = ',', bool append = false) : Callback
{
    private StreamWriter? _writer;
    private string[]? _columns;

    /// <inheritdoc/>
    public override void OnTrainBegin()
    {
        string? header = append && File.Exists(path) ? File.ReadLines(path).FirstOrDefault() : null;
        _columns = header?.Split(separator);
        _writer = new(path, append);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        if (_columns is null)
        {
            _columns = ["epoch", .. logs.Names, .. Plan.Names.Except(logs.Names)];
            _writer!.WriteLine(string.Join(separator, _columns));
        }

        _writer!.WriteLine(string.Join(separator, _columns.Select(column => Value(column, epoch, logs))));

        // What is written survives whatever ends the training.
        _writer.Flush();
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs)
    {
        _writer?.Dispose();
        _writer = null;
    }

    private static string Value(string column, int epoch, Logs logs) =>
        column == "epoch" ? epoch.ToString(CultureInfo.InvariantCulture)
        : logs.TryGet(column, out float value) ? value.ToString("R", CultureInfo.InvariantCulture)
        : "NA";
}
