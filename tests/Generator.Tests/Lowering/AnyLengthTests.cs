using System.Numerics.Tensors;
using System.Reflection;
using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;
using Compiled.Generator.Reading;
using Compiled.Generator.Tests.Harness;
using Compiled.Generator.Tests.Interpretation;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Generator.Tests.Lowering;

/// <summary>
/// One compiled model for sequences of any length computes what the model of exactly that length means: predictions, losses, gradients, and
/// states from batch to batch. The model of that length is interpreted in double precision.
/// </summary>
public class AnyLengthTests
{
    private const int Samples = 3;

    // A power of two, so that a step divided by it is the gradient to the last bit that is left.
    private const float Rate = 0.25f;

    private static readonly string[] _names = [.. AnyLengthCases.All.Keys];

    /// <summary>The compiled models, those of any length, in one assembly.</summary>
    private static readonly Lazy<Assembly> _assembly = new(() => GeneratorHarness.Run(AnyLengthCases.Shared + string.Join("\n", _names.Select(name => AnyLengthCases.Write(AnyLengthCases.All[name], Space(name), 0)))).Load());

    public static TheoryData<string> Cases => [.. _names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void ALengthIsComputedAsByAModelMadeForIt(string name)
    {
        using Model model = Create(name);
        foreach (int length in (int[])[4, 1, AnyLengthCases.MaxLength])
        {
            model.ResetStates();
            Compare($"{name}, {length} steps", model, Lower(name, length), Data(model, length));
        }
    }

    private static void Compare(string place, Model model, LoweredModel expected, Batch batch)
    {
        // What layers keep goes on from one run to the next, as in the model.
        Dictionary<int, double[]> states = [];
        AssertPredictions("before training");
        int[] trainable = [.. expected.Parameters.Where(p => p.IsTrainable).Select(p => p.Index)];
        int[] inputs = [.. Enumerable.Range(0, expected.Inputs.Count).Where(i => expected.HasInputGradients && expected.Inputs[i].Type.Element == ElementType.Float32)];
        Graph training = Differentiation.Run(expected.Training!, trainable, inputs);
        for (int step = 1; step <= 2; step++)
        {
            float[][] before = model.GetWeights();
            float[][] gradients = inputs.Length > 0 ? model.InputGradients(batch) : [];
            IReadOnlyDictionary<(OutputKind, int), double[]> results = Run(training);
            AssertClose($"{place}, loss {step}", results[(OutputKind.Loss, 0)], [model.TrainOnBatch(batch)], 1e-5);
            float[][] after = model.GetWeights();
            foreach (((OutputKind kind, int index), double[] values) in results)
            {
                float[]? actual = kind switch
                {
                    OutputKind.Gradient => [.. before[index].Zip(after[index], (b, a) => (b - a) / Rate)],
                    OutputKind.Update => after[index],
                    OutputKind.InputGradient => gradients[index],
                    _ => null,
                };
                if (actual is not null)
                {
                    AssertClose($"{place}, {kind} {index} of step {step}", values, actual, 2e-5);
                }
            }
        }

        AssertClose($"{place}, evaluation", Run(expected.Evaluation!)[(OutputKind.Loss, 0)], [model.TestOnBatch(batch).Loss], 1e-5);
        AssertPredictions("after training");

        void AssertPredictions(string when)
        {
            Tensor<float> prediction = Assert.Single(model.PredictAll(Tensors(batch)));
            float[] values = new float[prediction.FlattenedLength];
            prediction.FlattenTo(values);
            AssertClose($"{place}, predictions {when}", Run(expected.Inference)[(OutputKind.Prediction, 0)], values, 1e-5);
        }

        IReadOnlyDictionary<(OutputKind, int), double[]> Run(Graph graph)
        {
            float[][] weights = model.GetWeights();
            var results = new GraphInterpreter<double>(Samples, Leaf) { Seed = model.Seed, Step = (ulong)model.Step }.RunOutputs(graph);
            foreach (((OutputKind kind, int index), double[] values) in results.Where(r => r.Key.Kind == OutputKind.CarriedState))
            {
                states[index] = values;
            }

            return results;

            Array Leaf(Operator leaf, int count) => leaf switch
            {
                Input { Type.Element: ElementType.Int32 } input => batch.Inputs[input.Index].Ints[..count].ToArray(),
                Input input => Doubles(batch.Inputs[input.Index].Floats[..count]),
                Target { Type.Element: ElementType.Int32 } target => batch.Targets[target.Index].Ints[..count].ToArray(),
                Target target => Doubles(batch.Targets[target.Index].Floats[..count]),
                Parameter parameter => Doubles(weights[parameter.Index]),
                CarriedState state => states.TryGetValue(state.Index, out double[]? kept) ? kept : new double[count],
                SampleWeight => Enumerable.Repeat(1.0, count).ToArray(),
                _ => throw new InvalidOperationException($"{leaf} has no value"),
            };
        }
    }

    private static string Space(string name) => $"Case{Array.IndexOf(_names, name)}";

    private static LoweredModel Lower(string name, int length)
    {
        CSharpCompilation compilation = GeneratorHarness.Compile(AnyLengthCases.Shared + AnyLengthCases.Write(AnyLengthCases.All[name], Space(name), length));
        ReadResult read = ModelReader.Read(compilation.GetTypeByMetadataName(Space(name) + ".Net")!, compilation, CancellationToken.None);
        LoweringResult result = ModelLowering.Lower(read.Declaration!);
        Assert.True(result.Model is { MaxLength: 0 }, string.Join("\n", result.Diagnostics.Select(d => d.ToDiagnostic(read.Map))));
        return result.Model;
    }

    private static Model Create(string name)
    {
        ConstructorInfo constructor = _assembly.Value.GetType(Space(name) + ".Net", throwOnError: true)!.GetConstructors().First(c => c.GetParameters().Length > 0);
        var model = (Model)constructor.Invoke([.. constructor.GetParameters().Select(p => p.ParameterType == typeof(ulong) ? 5UL : p.DefaultValue)]);
        Assert.Equal(AnyLengthCases.MaxLength, model.Schema.MaxLength);
        model.Optimizer = new SGD(Rate);
        return model;
    }

    private static Batch Data(Model model, int length)
    {
        var random = new Random(length);
        ModelSchema schema = model.Schema;
        var batch = new Batch(
            [.. schema.Inputs.Select(i => new TensorSpec(i.Name, i.Shape, i.Element))],
            [.. schema.Outputs.Select(o => new TensorSpec(o.Name, o.TargetShape, o.TargetElement))],
            Samples)
        {
            Steps = length,
            Count = Samples,
        };
        Fill(batch.Inputs, random, 6);
        Fill(batch.Targets, random, 4);
        return batch;
    }

    private static void Fill(ReadOnlySpan<BatchBuffer> buffers, Random random, int ids)
    {
        foreach (BatchBuffer buffer in buffers)
        {
            for (int i = 0; i < Samples * buffer.Spec.Length; i++)
            {
                if (buffer.Spec.Element == ElementKind.Float32)
                {
                    buffer.Floats[i] = (2 * random.NextSingle()) - 1;
                }
                else
                {
                    buffer.Ints[i] = random.Next(ids);
                }
            }
        }
    }

    private static TensorData[] Tensors(Batch batch) => [.. batch.Inputs.ToArray().Select(input =>
    {
        nint[] lengths = [Samples, .. input.Spec.Shape.Select(size => (nint)size)];
        int count = Samples * input.Spec.Length;
        return input.Spec.Element == ElementKind.Int32 ? (TensorData)Tensor.Create(input.Ints[..count].ToArray(), lengths) : Tensor.Create(input.Floats[..count].ToArray(), lengths);
    })];

    private static double[] Doubles(ReadOnlySpan<float> values)
    {
        double[] result = new double[values.Length];
        TensorPrimitives.ConvertChecked<float, double>(values, result);
        return result;
    }

    private static void AssertClose(string what, double[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= tolerance * (1 + (10 * Math.Abs(expected[i]))), $"{what}: element {i} is {actual[i]}, not {expected[i]}");
        }
    }
}
