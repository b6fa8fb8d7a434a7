using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Diagnostics;

/// <summary>What can be wrong with a network: raised while it is lowered with its shapes. Shapes are written as <c>(batch, 28, 28)</c>.</summary>
internal static partial class Descriptors
{
    // {0}: the layer; {1}: the shape it gets; {2}: what it needs, with the shape; {3}: the fix.
    public static readonly DiagnosticDescriptor LayerShape = Error("CMP0100", "A layer gets a shape it cannot take", "The layer '{0}' gets {1} but {2}: {3}");

    // {0}: the layer; {1}, {2}: the shapes; {3}: the fix.
    public static readonly DiagnosticDescriptor MergeShapes = Error("CMP0101", "Shapes that cannot be merged", "The layer '{0}' cannot merge {1} with {2}: {3}");

    // {0}: the operator as written; {1}: why, with both shapes; {2}: the fix.
    public static readonly DiagnosticDescriptor OperatorShapes = Error("CMP0102", "Shapes that an operator cannot take", "'{0}' does not fit: {1}; {2}");

    // {0}: the output; {1}: its shape; {2}: the loss; {3}: the shape it needs; {4}: the fix.
    public static readonly DiagnosticDescriptor OutputShape = Error("CMP0103", "An output that its loss cannot take", "The output '{0}' has shape {1}, but {2} needs {3}: {4}");

    public static readonly DiagnosticDescriptor DisconnectedInput = Error("CMP0104", "An input that no output depends on", "The input '{0}' reaches no output of '{1}': use it in 'Forward', or remove it");

    public static readonly DiagnosticDescriptor DisconnectedOutput = Error("CMP0105", "An output that depends on no input", "The output '{0}' of '{1}' depends on no input: compute it from one, or remove it");

    // {0}: the operator or layer; {1}: the shape.
    public static readonly DiagnosticDescriptor BatchContraction = Error("CMP0106", "Samples of a batch are mixed", "'{0}' would mix the samples of {1} along the batch axis, so that a prediction depended on its neighbours: use another axis, from 1 on");

    // {0}: the loss; {1}: the output; {2}: why, with what the output is; {3}: the fix.
    public static readonly DiagnosticDescriptor LossDoesNotFit = Error("CMP0107", "A loss that does not fit its output", "{0} does not fit the output '{1}', {2}: {3}");

    // {0}: the second layer or call.
    public static readonly DiagnosticDescriptor DoubleSoftmax = Error("CMP0108", "A softmax of a softmax", "'{0}' takes the softmax of what is a softmax already, which flattens the probabilities and the gradient: remove one of them");

    // {0}: the method; {1}: the shape it gives.
    public static readonly DiagnosticDescriptor LossNotPerSample = Error("CMP0109", "A loss or metric method that does not give one value a sample", "'{0}' gives {1}, but a loss or metric gives one value a sample, shape (batch): reduce the other axes, as in 'Mean(value, -1)'");

    // {0}: the expression; {1}: the fix.
    public static readonly DiagnosticDescriptor NotCompileTime = Error("CMP0110", "A value that is not known while building", "'{0}' is not known while the project builds: {1}");

    public static readonly DiagnosticDescriptor LoopTooLong = Error("CMP0111", "A loop that does not end", "The loop was unrolled {0} times and has not ended: give it a smaller compile-time bound");

    // {0}: the call.
    public static readonly DiagnosticDescriptor UnknownOperator = Error("CMP0112", "An operator that the compiler does not know", "'Ops.{0}' cannot be compiled: write it with the operators of 'Compiled.Ops' that are listed in the documentation");

    // {0}: the layer or operator; {1}: what it takes; {2}: what it gets; {3}: the fix.
    public static readonly DiagnosticDescriptor ElementType = Error("CMP0113", "Elements of the wrong type", "'{0}' takes {1} but gets {2}: {3}");

    // {0}: the setting; {1}: the layer; {2}: the value; {3}: what is allowed.
    public static readonly DiagnosticDescriptor UnfitSetting = Error("CMP0114", "A setting out of range", "{0} of '{1}' is {2}, but {3}");

    // {0}: the weight; {1}: the expression; {2}: why.
    public static readonly DiagnosticDescriptor WeightShape = Error("CMP0115", "A shape that cannot be computed", "The shape of the {0} '{1}' has '{2}', {3}: write an integer, the name of an option, or x[axis], combined with + - * and parentheses");

    // {0}: the metric; {1}: the output; {2}: why; {3}: the fix.
    public static readonly DiagnosticDescriptor MetricDoesNotFit = Error("CMP0116", "A metric that does not fit its output", "{0} does not fit the output '{1}', {2}: {3}");

    // {0}: the expression; {1}: why.
    public static readonly DiagnosticDescriptor UnfitValue = Error("CMP0117", "A compile-time value that cannot be computed", "'{0}' cannot be computed: {1}");

    // {0}: the method.
    public static readonly DiagnosticDescriptor NothingReturned = Error("CMP0118", "A method that may return nothing", "'{0}' ends without a value on a path that is taken: add a 'return'");

    // {0}: the layer; {1}: its size; {2}: the size of the output; {3}: the output.
    public static readonly DiagnosticDescriptor MemberDoesNotCompile = Error("CMP0119", "A model inside has errors", "The model '{0}' in '{1}' does not compile: correct the errors at its own class");

    // {0}: the model; {1}: the exception.
    public static readonly DiagnosticDescriptor InternalError = Error("CMP0120", "An error inside the compiler", "Internal error compiling '{0}': {1}; please report it with the source of this class");

    /// <summary>What an <see cref="InternalError"/> tells of an exception.</summary>
    public static string Describe(Exception exception) => $"{exception.GetType().Name}: {exception.Message}";

    // {0}: the layer; {1}: what a window covers; {2}: the input; {3}: the axis's length; {4}: the fix.
    public static readonly DiagnosticDescriptor WindowTooLarge = Error("CMP0121", "A window larger than its input", "The window of '{0}' covers {1} positions, but an axis of its input {2} has {3}: {4}");

    // {0}: the layer; {1}: the groups; {2}: what they do not divide.
    public static readonly DiagnosticDescriptor GroupsDoNotDivide = Error("CMP0122", "Groups that do not divide", "'{0}' cuts channels and filters into {1} groups, which do not divide the {2}: use a divisor of both");

    // {0}: the layer.
    public static readonly DiagnosticDescriptor SampledLayerNotOutput = Error("CMP0124", "A sampled layer that is not trained as one", "'{0}' trains on a sample of its classes, for which it must be an output with Loss.SparseCategoricalCrossentropy: use it so, or use [Dense] with Activation.Softmax");

    public static readonly DiagnosticDescriptor Bottleneck = Warning("CMP0200", "A bottleneck narrower than the output", "The layer '{0}' has {1}, fewer than the {2} of the output '{3}', so the output cannot take all its values: make it wider if this is not meant");

    // {0}, {1}: the layers.
    public static readonly DiagnosticDescriptor LinearStack = Warning("CMP0201", "A stack of linear layers", "'{0}' follows '{1}' without an activation between them, so both together are one linear layer: give '{1}' an activation, or remove it");

    // {0}: the metric; {1}: the loss.
    public static readonly DiagnosticDescriptor AccuracyOnRegression = Warning("CMP0202", "Accuracy of a regression", "{0} counts exact answers, but {1} trains a regression: report Metric.MeanAbsoluteError instead");

    // {0}: the layer.
    public static readonly DiagnosticDescriptor SoftmaxOverOneUnit = Warning("CMP0203", "A softmax over one unit", "'{0}' takes the softmax of a single unit, which is always 1: use Activation.Sigmoid, or as many units as there are classes");

    // {0}: the layer.
    public static readonly DiagnosticDescriptor DropoutAfterLastLayer = Warning("CMP0204", "Dropout after the last layer", "'{0}' drops predictions themselves while training: put it before the last layer");

    // {0}: the layer.
    public static readonly DiagnosticDescriptor WeightsNeverUsed = Warning("CMP0205", "A layer that is never used", "The layer '{0}' is declared but reaches no output: call it in 'Forward', or remove it");

    // {0}: the layer; {1}: its kind.
    public static readonly DiagnosticDescriptor MaskLost = Warning("CMP0208", "A mask is lost", "'{0}' gets sequences with a mask, but {1} computes with the steps that the mask names padding, and layers behind it, loss and metrics do not see it: use a layer that keeps masks, or write WithoutMask before it if padding is to count");

    // {0}: the layer; {1}, {2}: the window's sizes.
    public static readonly DiagnosticDescriptor WindowLooksLikeStride = Warning("CMP0209", "A window whose second size looks like a stride", "'{0}' has a window of {1} × {2}: where {2} was meant as Keras's strides, write {1} alone and Strides = [{2}]; where the window is meant, set its Strides as well");

    // {0}: the layer; {1}: what is given; {2}: what is wanted.
    public static readonly DiagnosticDescriptor CellStep = Error("CMP0123", "A step of a cell gives an unfit shape", "The step of '{0}' gives {1}, but {2}: return first the output, then the next states in the order of the parameters, each in the shape of its [State]");

    // {0}: the monitored value.
    public static readonly DiagnosticDescriptor MonitorWithoutValidation = Warning("CMP0206", "A validation value is watched without validation data", "'{0}' is watched, but this Fit has no validation data: set ValidationData or ValidationSplit, or watch '{1}'");

    // {0}: the method called; {1}: the model.
    public static readonly DiagnosticDescriptor TrainingWithoutLoss = Warning("CMP0207", "Training of a model without loss", "'{0}' needs a loss, but '{1}' has none and only predicts: write [Model(Loss = Loss.…)] on the class");
}
