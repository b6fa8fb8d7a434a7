using System.Collections.Immutable;

namespace Compiled;

/// <summary>A layer that <see cref="Model.Activations(TensorData, string)"/> and <see cref="Model.GradCam"/> reach.</summary>
/// <param name="Name">
/// The layer's name as <c>Summary</c> has it; that of a layer in a model inside stands behind the member's: <c>features/block5_conv3</c>.
/// </param>
/// <param name="OutputShape">The sizes of its output for one sample; the batch axis is left out.</param>
public sealed record InspectedLayerSchema(string Name, ImmutableArray<int> OutputShape)
{
    /// <summary>The number of elements for one sample; more than an array holds may be.</summary>
    internal long Length => Sizes.LongProduct(OutputShape.AsSpan());
}
