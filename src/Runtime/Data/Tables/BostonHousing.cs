namespace Compiled;

/// <summary>
/// Towns around Boston (Harrison and Rubinfeld 1978): the median value of 506 towns' houses, in units of 1,000 dollars, from thirteen features. It is here to
/// repeat published results: its feature B was made from an assumption about race, so use <see cref="CaliforniaHousing"/> for work of your own.
/// </summary>
public static class BostonHousing
{
    private static readonly PublishedTable s_table = new(
        "Boston housing",
        "boston-housing",
        PublishedTable.FromDatasets("housing.csv", "housing.csv", 41295, "2682ca02e83b89467d7d0cdcbde7c0cc4d2566119be8ce8d84dad4f0fa20859a"),
        ["CRIM", "ZN", "INDUS", "CHAS", "NOX", "RM", "AGE", "DIS", "RAD", "TAX", "PTRATIO", "B", "LSTAT"]);

    /// <summary>Loads <c>housing.csv</c> from the first place that has it, as <see cref="Mnist.Load"/> does; the folder's name is <c>boston-housing</c>.</summary>
    /// <inheritdoc cref="Mnist.Load"/>
    public static TableData Load(string? folder = null, bool download = true, Action<DownloadProgress>? progress = null, CancellationToken cancellation = default)
        => s_table.LoadNumbers(folder, download, progress, cancellation);
}
