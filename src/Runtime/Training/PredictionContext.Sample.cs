namespace Compiled;

/// <content>The short way of a single sample.</content>
public sealed unsafe partial class PredictionContext
{
    // The values of a sample of a model with one input of floats and one output, both of fixed size, and no states; else −1.
    private readonly int _sampleInputs = -1;
    private readonly int _sampleOutputs = -1;

    /// <summary>
    /// The short way of one sample, whose lengths are right: a small network computes in less time than it takes to look at
    /// all that a model might have.
    /// </summary>
    /// <returns>Whether it was predicted; else the general way does it, or tells what is wrong.</returns>
    private bool TryPredictSample(ReadOnlySpan<float> x, Span<float> predictions)
    {
        if (x.Overlaps(predictions))
        {
            return false;
        }

        Enter();
        try
        {
            if (_model.WeightSide != Side.Processor)
            {
                return false;
            }

            fixed (float* input = x)
            fixed (float* output = predictions)
            {
                ForgetOtherWeights();
                _memory.Inputs[0] = input;
                _memory.Results.Predictions[0] = output;
                Run(_memory, 1, _workers);
                return true;
            }
        }
        finally
        {
            Exit();
        }
    }
}
