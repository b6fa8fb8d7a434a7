namespace Compiled;

/// <summary>
/// A softmax over very many classes that trains by telling right classes from drawn ones (Gutmann and Hyvärinen, "Noise-contrastive estimation", 2010; Mnih and Teh, "A fast
/// and simple algorithm for training neural probabilistic language models", 2012): the sum of a logistic loss for the right class and for each class drawn, of scores less the logarithm of
/// the expected counts. Scores learn to be logarithms of probabilities. A class that is drawn where it is the right one counts as drawn, as in the papers.
/// </summary>
/// <param name="classes">The number of classes; positive, at most 16,777,216.</param>
public sealed class NoiseContrastiveEstimationAttribute(int classes) : SampledOutputDefinition(classes);
