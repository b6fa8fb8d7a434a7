namespace Compiled;

/// <summary>
/// A softmax over very many classes that trains on a sample of them: its cross-entropy with the sum over classes estimated from those drawn
/// (Bengio and Senécal, "Quick Training of Probabilistic Neural Nets by Importance Sampling", 2003; Jean et al., "On Using Very Large Target Vocabulary for Neural
/// Machine Translation", 2015). A class that is drawn where it is the right one is left out, since it is in the sum already. With more classes drawn the loss
/// approaches the full cross-entropy.
/// </summary>
/// <param name="classes">The number of classes; positive, at most 16,777,216.</param>
public sealed class SampledSoftmaxAttribute(int classes) : SampledOutputDefinition(classes);
