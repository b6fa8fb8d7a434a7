using System.Numerics.Tensors;

namespace Compiled;

public static partial class Ops
{
    /// <summary>The tensor repeated along axes of size one, and along new leading axes, to a shape.</summary>
    /// <exception cref="ArgumentException">The tensor cannot be repeated to that shape.</exception>
    public static Tensor<T> BroadcastTo<T>(Tensor<T> x, params nint[] shape)
    {
        nint[] own = x.Shape(), target = shape.Length == 0 ? [1] : shape;
        return TensorElements.Broadcast(nameof(BroadcastTo), own, target).AsSpan().SequenceEqual(target)
            ? TensorMasks.Keep(TensorElements.Create(x.Expand(target), target), x, own.Length == target.Length ? own.Length : 0)
            : throw new ArgumentException($"BroadcastTo cannot repeat {TensorElements.Text(own)} to {TensorElements.Text(target)}", nameof(shape));
    }
}
