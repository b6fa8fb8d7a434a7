using System.Numerics.Tensors;

namespace Compiled;

/// <content>What the generated <c>Interpret</c> checks before it begins.</content>
public abstract partial class Model
{
    /// <summary>For the interpreter: an input, once it is seen to fit the model.</summary>
    /// <param name="index">Which of the schema's inputs.</param>
    /// <param name="tensor">What is given for it, the batch as first axis.</param>
    /// <returns><paramref name="tensor"/>.</returns>
    /// <exception cref="ArgumentException">Its shape is not the input's, or an id is outside of its vocabulary.</exception>
    protected Tensor<T> Interpreted<T>(int index, Tensor<T> tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        InputSchema input = Schema.Inputs[index];
        bool fits = tensor.Rank == input.Shape.Length + 1;
        for (int axis = 0; fits && axis < input.Shape.Length; axis++)
        {
            nint given = tensor.Lengths[axis + 1];
            fits = input.Shape[axis] == Length.Any ? given >= 1 && given <= Schema.MaxLength : given == input.Shape[axis];
        }

        if (!fits)
        {
            string any = Schema.MaxLength > 0 ? $", with 1 to {Wording.Count(Schema.MaxLength, "step")}" : "";
            throw new ArgumentException($"{Schema.Name}: input {Tables.InputSpecs[index]} takes tensors with the batch as their first axis{any}, but Interpret was given one of shape {Wording.Shape(tensor.Lengths.ToArray())}");
        }

        if (tensor is Tensor<int> ids)
        {
            int[] values = new int[ids.FlattenedLength];
            ids.FlattenTo(values);
            IdChecks.Check(this, index, (int)ids.Lengths[0], values);
        }

        return tensor;
    }
}
