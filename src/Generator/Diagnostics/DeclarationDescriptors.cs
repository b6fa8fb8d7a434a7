using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Diagnostics;

/// <summary>What can be wrong with a declaration: raised while reading the class.</summary>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor ClassNotPartial = Error("CMP0001", "A model must be partial", "'{0}' must be a partial class, so that its program can be generated into it: write 'partial class {0}'");

    public static readonly DiagnosticDescriptor ContainingTypeNotPartial = Error("CMP0002", "A type around a model must be partial", "'{0}' contains the model '{1}' and must be partial too: write 'partial' before its keyword, or move '{1}' out of it");

    public static readonly DiagnosticDescriptor GenericClass = Error("CMP0003", "A model cannot be generic", "'{0}' has type parameters, but a model is compiled for exactly one network: remove them, or write one class for each size");

    public static readonly DiagnosticDescriptor NotAnOrdinaryClass = Error("CMP0004", "A model must be an ordinary class", "'{0}' is {1}: a model must be a partial class that is neither static, abstract, a record nor local to its file");

    public static readonly DiagnosticDescriptor BaseClassDeclared = Error("CMP0005", "A model has a base class already", "'{0}' derives from '{1}', but a model derives from 'Compiled.Model', which the generated part declares: remove the base class, and hold what it offers in a field");

    public static readonly DiagnosticDescriptor NoLayers = Error("CMP0006", "A model without layers", "'{0}' declares no network: {1}");

    public static readonly DiagnosticDescriptor BothForms = Error("CMP0007", "A model of two forms", "'{0}' declares {1}: keep the stack of attributes, or declare each layer on a partial method and the input with [Shape] on a parameter of 'Forward'");

    public static readonly DiagnosticDescriptor StackInSeveralParts = Error("CMP0008", "A stack of layers in several parts", "The layers of '{0}' stand on several parts of the class, so their order is not defined: put them all on one part");

    public static readonly DiagnosticDescriptor NoInput = Error("CMP0009", "A model without input", "'{0}' has layers but no input: put [Input(…)] with the sizes of one sample, the batch axis left out, before the first layer");

    public static readonly DiagnosticDescriptor SizeNotPositive = Error("CMP0010", "A size that is not positive", "{0} of {1} is {2}, but a size must be a whole number greater than zero");

    public static readonly DiagnosticDescriptor ShapeMissing = Error("CMP0011", "An input without a shape", "The input '{0}' of '{1}' has no shape: write '[Shape(…)] {2} {0}' with the sizes of one sample, the batch axis left out");

    public static readonly DiagnosticDescriptor ForwardSignature = Error("CMP0012", "Forward has an unfit signature", "'{0}.Forward' {1}: {2}");

    public static readonly DiagnosticDescriptor SeveralForwards = Error("CMP0013", "Several methods named Forward", "'{0}' has several methods named 'Forward', but one defines the network: give the others another name");

    public static readonly DiagnosticDescriptor LayerMethodNotPartial = Error("CMP0014", "A layer's method must be partial", "'{0}' declares a layer and must be partial without a body: write '{1} Tensor<float> {0}(Tensor<float> x);'");

    public static readonly DiagnosticDescriptor LayerMethodImplemented = Error("CMP0015", "A layer's method has a body", "'{0}' declares a layer, whose body is generated: remove the body, or the layer attribute");

    public static readonly DiagnosticDescriptor LayerMethodSignature = Error("CMP0016", "A layer's method has an unfit signature", "'{0}' {1}: a layer is declared as '{2} Tensor<float> {0}(Tensor<float> x);', with one parameter for each tensor it takes");

    public static readonly DiagnosticDescriptor DuplicateLayerName = Error("CMP0018", "Two layers of the same name", "'{0}' has two layers named '{1}', but weights are saved by the name of their layer: give one another Name");

    public static readonly DiagnosticDescriptor UnfitLayerName = Error("CMP0019", "An unfit layer name", "'{0}' cannot name a layer: write letters, digits and underscores, at least one");

    public static readonly DiagnosticDescriptor MemberNotPartial = Error("CMP0020", "A model inside a model must be a partial property", "'{0}' holds the model '{1}' and must be a partial property without setter: write 'private partial {1} {0} {{ get; }}'");

    public static readonly DiagnosticDescriptor ModelWithoutSource = Error("CMP0021", "A model or layer of another assembly", "'{0}' comes from the assembly '{1}', but a model can only hold what is compiled with it: move its source into this project");

    public static readonly DiagnosticDescriptor ModelCycle = Error("CMP0022", "A model inside itself", "'{0}' holds itself by way of {1}: remove one of these properties");

    public static readonly DiagnosticDescriptor UnsupportedStatement = Error("CMP0023", "A statement that the compiler cannot take", "{0} cannot be compiled into a network: {1}");

    public static readonly DiagnosticDescriptor UnsupportedExpression = Error("CMP0024", "An expression that the compiler cannot take", "{0} cannot be compiled into a network: {1}");

    public static readonly DiagnosticDescriptor UnsupportedCall = Error("CMP0025", "A call that the compiler cannot take", "The call of '{0}' cannot be compiled into a network: {1}");

    public static readonly DiagnosticDescriptor RecursiveMethod = Error("CMP0026", "A method that calls itself", "'{0}' calls itself by way of {1}, but methods are inlined: write a 'for' over a compile-time bound");

    public static readonly DiagnosticDescriptor MethodWithoutSource = Error("CMP0027", "A method without source", "'{0}' has no body in this project, so it cannot be inlined: call a method of 'Compiled.Ops', or copy the method here");

    public static readonly DiagnosticDescriptor UnknownMethodName = Error("CMP0028", "A loss or metric method that does not exist", "'{0}' names no method of '{1}'{3}: write '{2} = nameof(Method)' with 'static Tensor<float> Method(Tensor<float> target, Tensor<float> prediction)'");

    public static readonly DiagnosticDescriptor LossMethodSignature = Error("CMP0029", "A loss or metric method has an unfit signature", "'{0}' {1}: write 'static Tensor<float> {0}(Tensor<float> target, Tensor<float> prediction)', which gives one value a sample");

    public static readonly DiagnosticDescriptor UnknownOutput = Error("CMP0030", "Settings of an output that does not exist", "'{0}' has no output named '{1}'{3}; its outputs are {2}: use one of these names, or name the tuple elements in the result of 'Forward'");

    public static readonly DiagnosticDescriptor DuplicateOutput = Error("CMP0031", "Settings given twice for an output", "The output '{0}' has several [Output] attributes: put all settings on one");

    public static readonly DiagnosticDescriptor TwoLosses = Error("CMP0032", "Both a built-in and a custom loss", "{0} has both Loss and CustomLoss: keep one of them, or add the built-in loss in the custom method");

    public static readonly DiagnosticDescriptor CustomLayerDeclaration = Error("CMP0033", "A custom layer of an unfit form", "The layer '{0}' {1}: write '[Layer] public sealed partial class {0} : LayerDefinition' with one constructor and one 'public Tensor<float> Forward(Tensor<float> x)'");

    public static readonly DiagnosticDescriptor WeightProperty = Error("CMP0034", "A weight must be a partial property", "The weight '{0}' {1}: write '[Weight(…)] private partial Tensor<float> {0} {{ get; }}' in a class with [Layer]");

    public static readonly DiagnosticDescriptor LayerWithoutMark = Error("CMP0035", "A layer class without [Layer]", "'{0}' derives from LayerDefinition but is no layer of Compiled: mark the class with [Layer] and give it a 'Forward', or with [Cell] and a 'Step'");

    public static readonly DiagnosticDescriptor TensorChangedInPlace = Error("CMP0036", "A tensor changed in place", "'{0}' would change the tensor in place, and with it everything else that holds it, but a compiled value never changes: write '{1}'");

    public static readonly DiagnosticDescriptor UnsupportedParameter = Error("CMP0037", "A parameter that the compiler cannot take", "The parameter '{0}' of '{1}' {2}: pass tensors and compile-time values by value");

    public static readonly DiagnosticDescriptor CellDeclaration = Error("CMP0038", "A cell of an unfit form", "The cell '{0}' {1}: write '[Cell] public sealed partial class {0}(int units) : CellDefinition', whose one constructor takes the options, with one 'public (Tensor<float> Output, Tensor<float> H) Step(Tensor<float> x, [State(\"units\")] Tensor<float> h)', which gives the output and, for each state that it takes, the next one");

    public static readonly DiagnosticDescriptor StackedCells = Error("CMP0039", "Stacked cells that are not there", "[StackedCells({0})] makes the {0} layers beneath it its cells, but {1}: put as many recurrent layers right beneath it as the number says");

    public static readonly DiagnosticDescriptor NetworkWithoutModel = Error("CMP0040", "A network without [Model]", "'{0}' has {1} but no [Model], so nothing is generated for it: put [Model] on the class, or [Model(Loss = Loss.…)] to train it");

    public static readonly DiagnosticDescriptor UnsafeNotAllowed = Error("CMP0041", "A project that does not allow unsafe code", "The project does not allow unsafe code, which generated programs need: add <AllowUnsafeBlocks>true</AllowUnsafeBlocks> to its PropertyGroup (the package does so by itself)");
}
