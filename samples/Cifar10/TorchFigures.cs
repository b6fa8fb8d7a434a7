namespace Cifar10Sample;

/// <summary>What PyTorch reaches with the same networks, settings and data, as measured by benchmarks/Cifar10/cifar10_torch.py.</summary>
internal static class TorchFigures
{
    /// <summary>The network, its epochs, the images it learns from and those held back to validate included, the images it is judged by, and its accuracy on these.</summary>
    private static readonly (string Variant, int Epochs, int Images, int TestImages, double Accuracy)[] s_measured =
    [
        ("simple", 20, 40_000, 1_000, 0.6750),
        ("deeper", 20, 40_000, 1_000, 0.7870),
        ("augmented", 50, 40_000, 1_000, 0.8050),
    ];

    /// <summary>The accuracy on the test images; null where it was not measured with so many epochs and images.</summary>
    public static double? Find(string variant, int epochs, int? images, int? testImages)
    {
        foreach ((string measured, int itsEpochs, int itsImages, int itsTestImages, double accuracy) in s_measured)
        {
            if ((measured, itsEpochs, itsImages, itsTestImages) == (variant, epochs, images, testImages))
            {
                return accuracy;
            }
        }

        return null;
    }
}
