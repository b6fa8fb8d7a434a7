namespace Compiled;

public abstract partial class Dataset
{
    /// <summary>
    /// The same samples with pictures that are varied at random, anew in each epoch; split off what validates first: behind it a <see cref="FitOptions.ValidationSplit"/> is refused. On all threads;
    /// with <see cref="Prefetch"/> behind it while the model trains.
    /// </summary>
    /// <param name="augmentation">How they are varied.</param>
    /// <param name="seed">With the epoch and the sample, decides every variation.</param>
    /// <param name="input">Which input is the picture, (height, width, channels) or (height, width).</param>
    /// <exception cref="ArgumentException">The input is no picture.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is impossible.</exception>
    public Dataset Augment(ImageAugmentation augmentation, ulong seed, int input = 0)
    {
        ArgumentNullException.ThrowIfNull(augmentation);
        augmentation.Check();
        return new AugmentedDataset(this, augmentation, seed, input);
    }
}
