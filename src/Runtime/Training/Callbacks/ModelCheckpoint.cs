using System.Globalization;
using System.Text.RegularExpressions;

namespace Compiled;

/// <summary>Saves the model at the end of epochs. The file's name is a template: <c>{epoch:00}</c> is the epoch counted from 1, and every number of the logs can stand in it, as in <c>weights.{epoch:00}-{val_loss:0.00}.safetensors</c>.</summary>
/// <param name="path">The template; the folder exists.</param>
/// <param name="monitor">The number that tells which epoch is best.</param>
public sealed partial class ModelCheckpoint(string path, string monitor = "val_loss") : MonitorCallback(monitor)
{
    private float _best;

    /// <summary>Whether to save only where the monitored number is the best so far; else every epoch is saved and the number need not exist.</summary>
    public bool SaveBestOnly { get; init; }

    /// <summary>Whether the optimizer's memory and the position are saved too, so that the training can go on from the file.</summary>
    public bool IncludeOptimizer { get; init; }

    /// <summary>Texts of your own in each file: see <see cref="SaveOptions.Metadata"/>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>A value that the first save has to beat; null for none.</summary>
    public float? InitialThreshold { get; init; }

    /// <summary>The last file written; null before the first.</summary>
    public string? LastPath { get; private set; }

    /// <exception cref="InvalidOperationException">The best is to be saved, but the training reports no number of the monitored name.</exception>
    public override void OnTrainBegin()
    {
        if (SaveBestOnly)
        {
            base.OnTrainBegin();
        }

        _best = InitialThreshold ?? Worst;
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        if (SaveBestOnly)
        {
            if (!TryRead(logs, out float value) || !IsBetter(value, _best, 0))
            {
                return;
            }

            _best = value;
        }

        LastPath = Fill(path, epoch, logs);
        Model.Save(LastPath, new() { IncludeOptimizer = IncludeOptimizer, Metadata = Metadata });
    }

    /// <exception cref="InvalidOperationException">The template names a number that the logs do not have.</exception>
    internal static string Fill(string template, int epoch, Logs logs) => Placeholder().Replace(template, match =>
    {
        string name = match.Groups["name"].Value, format = match.Groups["format"].Value;
        return name == "epoch" ? (epoch + 1).ToString(format, CultureInfo.InvariantCulture)
            : logs.TryGet(name, out float value) ? value.ToString(format, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"the checkpoint's path '{template}' names '{name}', but the training reports epoch, {string.Join(", ", logs.Names)}");
    });

    [GeneratedRegex(@"\{(?<name>\w+)(:(?<format>[^}]*))?\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
