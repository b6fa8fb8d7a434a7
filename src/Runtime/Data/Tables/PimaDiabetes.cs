namespace Compiled;

/// <summary>
/// Women of the Pima people (Smith et al. 1988): 768 of them, whether each got diabetes within five years, from eight measurements. Zeros in glucose, blood
/// pressure, skin fold, insulin and body mass stand for values that are not known.
/// </summary>
public static class PimaDiabetes
{
    private static readonly PublishedTable s_table = new(
        "Pima Indians diabetes",
        "pima-indians-diabetes",
        PublishedTable.FromDatasets(
            "pima-indians-diabetes.csv", "pima-indians-diabetes.csv", 23278, "6bfe5d0f379d17a0e0819b996407e3c09bf80febd4287f2ed212190dfff154af"),
        ["pregnancies", "glucose", "blood pressure", "skin fold", "insulin", "body mass", "pedigree", "age"]);

    /// <summary>Loads <c>pima-indians-diabetes.csv</c> from the first place that has it, as <see cref="Mnist.Load"/> does; the folder's name is <c>pima-indians-diabetes</c>. Targets are 0 or 1.</summary>
    /// <inheritdoc cref="Mnist.Load"/>
    public static TableData Load(string? folder = null, bool download = true, Action<DownloadProgress>? progress = null, CancellationToken cancellation = default)
        => s_table.LoadNumbers(folder, download, progress, cancellation);
}
