namespace Compiled;

/// <summary>Adam whose weight decay is apart from the gradient (Loshchilov and Hutter 2019).</summary>
public sealed class AdamW : Adam
{
    /// <param name="learningRate">0.001 where none is given.</param>
    public AdamW(LearningRateSchedule? learningRate = null)
        : base(learningRate)
    {
        WeightDecay = 0.004f;
    }
}
