namespace Compiled;

/// <summary>Where samples of different lengths belong, and which steps of a padded one are its own.</summary>
/// <param name="Order">For each sample, as it is read, its place in the data.</param>
/// <param name="StepsOf">The steps of a sample by its place in the data; 0 where it has all those of its batch.</param>
/// <param name="Padding">Where a sample with fewer steps than its batch is padded.</param>
internal sealed record RaggedLayout(int[] Order, Func<int, int> StepsOf, SequenceSide Padding);
