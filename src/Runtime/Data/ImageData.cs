namespace Compiled;

/// <summary>A data set of images with its official parts: <c>var (train, test) = Mnist.Load();</c>.</summary>
/// <param name="Train">The images to learn from.</param>
/// <param name="Test">The images to judge by.</param>
/// <param name="Source">Where the images come from, for people: a folder, or that they are synthetic.</param>
/// <param name="IsSynthetic">Whether the images were drawn by a program instead of by people.</param>
public sealed record ImageData(ImageDataset Train, ImageDataset Test, string Source, bool IsSynthetic)
{
    /// <summary>Why the data set itself is not here, and where it was looked for, for people; null where it is, or where synthetic data was asked for.</summary>
    public string? SyntheticReason { get; init; }

    /// <summary>The two parts as datasets.</summary>
    public void Deconstruct(out Dataset train, out Dataset test)
    {
        train = Train;
        test = Test;
    }

    /// <summary>For example <c>60000 + 10000 images, data/mnist</c>.</summary>
    public override string ToString() => $"{Train.Length} + {Test.Length} images, {Source}";
}
