using System.Numerics.Tensors;
using System.Reflection;
using System.Runtime.CompilerServices;
using Compiled.Generator.Graphs;
using Compiled.Generator.Lowering;
using Compiled.Generator.Operators;
using Compiled.Generator.Passes;
using Compiled.Generator.Reading;
using Compiled.Generator.Tests.Harness;
using Compiled.Generator.Tests.Interpretation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using OutputKind = Compiled.Generator.Graphs.OutputKind;

namespace Compiled.Generator.Tests.Lowering;

/// <summary>
/// Two hundred random models from source to trained weights: predictions as the interpreter gives them, a training step as the
/// differentiated graph gives it in double precision, and that gradient as the slope of the loss.
/// </summary>
public class RandomModelTests
{
    private const int Count = 200;

    private static readonly string _source = """
        using System.Numerics.Tensors;
        using Compiled;
        using static Compiled.Ops;

        """ + string.Join("\n", Enumerable.Range(0, Count).Select(i => new RandomModels(i).Write($"Net{i}")));

    private static readonly Lazy<(Assembly Assembly, LoweredModel[] Models)> _compiled = new(() =>
    {
        CSharpCompilation compilation = GeneratorHarness.Compile(_source);
        LoweredModel[] models = [.. Enumerable.Range(0, Count).Select(i => ModelLowering.Lower(ModelReader.Read(compilation.GetTypeByMetadataName($"Net{i}")!, compilation, default).Declaration!).Model!)];
        using var stream = new MemoryStream();
        EmitResult emitted = GeneratorHarness.Run(compilation).Compilation.Emit(stream);
        Assert.Empty(emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error));
        return (Assembly.Load(stream.ToArray()), models);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(128)]
    public void PredictionsAreThoseOfTheInterpreter(int batch)
    {
        for (int i = 0; i < Count; i++)
        {
            using Model model = Create(i);
            Batch data = Data(model, batch, i);
            float[][] values = Floats(data.Inputs, batch);
            Tensor<float>[] inputs = [.. model.Schema.Inputs.Select((input, k) => Tensor.Create(values[k], [batch, .. input.Shape.Select(s => (nint)s)]))];
            object interpreted = model.GetType().GetMethod("Interpret")!.Invoke(model, inputs)!;
            Tensor<float>[] expected = interpreted is ITuple tuple ? [.. Enumerable.Range(0, tuple.Length).Select(k => (Tensor<float>)tuple[k]!)] : [(Tensor<float>)interpreted];
            using PredictionContext context = model.CreateContext();
            float[][] predictions = [.. model.Schema.Outputs.Select(o => new float[batch * o.Shape.Aggregate(1, (product, size) => product * size)])];
            context.Predict(batch, [.. values.Select(v => (TensorData)v)], predictions);
            for (int k = 0; k < expected.Length; k++)
            {
                AssertClose($"Net{i}, batch {batch}, output {k}", [.. Elements(expected[k]).Select(v => (double)v)], predictions[k], 1e-5, 1e-4);
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(128)]
    public void AStepOfTrainingIsTheGradientOfTheGraph(int batch)
    {
        for (int i = 0; i < Count; i++)
        {
            using Model model = Create(i);
            LoweredModel lowered = _compiled.Value.Models[i];
            Batch data = Data(model, batch, i);
            float[][] before = model.GetWeights();
            Array Leaf(Operator op, int length) => op switch
            {
                Input input => Doubles(data.Inputs[input.Index].Floats[..length]),
                Target { Type.Element: Graphs.ElementType.Int32 } target => data.Targets[target.Index].Ints[..length].ToArray(),
                Target target => Doubles(data.Targets[target.Index].Floats[..length]),
                Parameter parameter => Doubles(before[parameter.Index]),
                _ => Enumerable.Repeat(1.0, length).ToArray(),
            };
            int[] trainable = [.. lowered.Parameters.Where(p => p.IsTrainable).Select(p => p.Index)];
            Graph graph = Differentiation.Run(lowered.Training!, trainable, []);
            var results = new GraphInterpreter<double>(batch, Leaf) { Seed = model.Seed, Step = (ulong)model.Step }.RunOutputs(graph);
            model.Optimizer = new SGD(1);
            float loss = model.TrainOnBatch(data);
            float[][] after = model.GetWeights();
            AssertClose($"Net{i}, batch {batch}, loss", results[(OutputKind.Loss, 0)], [loss], 1e-5, 1e-4);
            foreach (((OutputKind kind, int index), double[] expected) in results)
            {
                string what = $"Net{i}, batch {batch}, {kind} of {(kind is OutputKind.Gradient or OutputKind.Update ? lowered.Parameters[index].Name : "")}";
                if (kind == OutputKind.Gradient)
                {
                    AssertClose(what, expected, [.. before[index].Zip(after[index], (b, a) => b - a)], 2e-5, 1e-3);
                }
                else if (kind == OutputKind.Update)
                {
                    AssertClose(what, expected, after[index], 1e-5, 1e-4);
                }
            }
        }
    }

    [Fact]
    public void TheGradientIsTheSlope()
    {
        foreach (LoweredModel model in _compiled.Value.Models)
        {
            Graph graph = Differentiation.Run(model.Training!, [.. model.Parameters.Where(p => p.IsTrainable).Select(p => p.Index)], []);
            FiniteDifferences.AssertGradients(DeadNodeRemoval.Run(graph), 3, new(5), tolerance: 1e-4, most: 1);
        }
    }

    private static Model Create(int index)
    {
        ConstructorInfo constructor = _compiled.Value.Assembly.GetType($"Net{index}", throwOnError: true)!.GetConstructors().First(c => c.GetParameters().Length > 0);
        return (Model)constructor.Invoke([.. constructor.GetParameters().Select(p => p.ParameterType == typeof(ulong) ? (object)(ulong)index : p.DefaultValue)]);
    }

    private static Batch Data(Model model, int samples, int seed)
    {
        var random = new Random(seed);
        ModelSchema schema = model.Schema;
        var batch = new Batch(
            [.. schema.Inputs.Select(i => new TensorSpec(i.Name, i.Shape, i.Element))],
            [.. schema.Outputs.Select(o => new TensorSpec(o.Name, o.TargetShape, o.TargetElement))],
            samples)
        {
            Count = samples,
        };
        Fill(batch.Inputs, random);
        Fill(batch.Targets, random);
        return batch;
    }

    private static void Fill(ReadOnlySpan<BatchBuffer> buffers, Random random)
    {
        foreach (BatchBuffer buffer in buffers)
        {
            foreach (ref float value in buffer.Floats)
            {
                value = random.NextSingle();
            }

            foreach (ref int label in buffer.Ints)
            {
                label = random.Next(4);
            }
        }
    }

    private static float[][] Floats(ReadOnlySpan<BatchBuffer> buffers, int samples)
    {
        var values = new float[buffers.Length][];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = buffers[i].Floats[..(samples * buffers[i].Spec.Length)].ToArray();
        }

        return values;
    }

    private static double[] Doubles(ReadOnlySpan<float> values)
    {
        var result = new double[values.Length];
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = values[i];
        }

        return result;
    }

    private static float[] Elements(Tensor<float> tensor)
    {
        var values = new float[tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }

    private static void AssertClose(string what, double[] expected, float[] actual, double absolute, double relative)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= absolute + (relative * Math.Abs(expected[i])), $"{what}: element {i} is {actual[i]}, expected {expected[i]}");
        }
    }
}
