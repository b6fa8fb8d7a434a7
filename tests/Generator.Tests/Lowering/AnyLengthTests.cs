using System.Numerics.Tensors;
using System.Reflection;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Lowering;

/// <summary>
/// One program for sequences of any length computes what the program for exactly that length computes: predictions, losses, gradients.
/// </summary>
public class AnyLengthTests
{
    private const int Samples = 3;

    private static readonly int[] _lengths = [1, 4, AnyLengthCases.MaxLength];

    private static readonly string[] _names = [.. AnyLengthCases.All.Keys];

    /// <summary>All models in one assembly: for each case one of any length and one of each length that is tried.</summary>
    private static readonly Lazy<Assembly> _assembly = new(() => GeneratorHarness.Run(
        [AnyLengthCases.Shared + string.Join("\n", _names.SelectMany(name => _lengths.Prepend(0).Select(length => AnyLengthCases.Write(AnyLengthCases.All[name], Space(name, length), length))))]).Load());

    public static TheoryData<string> Cases => [.. _names];

    [Theory]
    [MemberData(nameof(Cases))]
    public void ALengthIsComputedAsByAModelMadeForIt(string name)
    {
        foreach (int length in _lengths)
        {
            using Model any = Create(name, 0), fixedLength = Create(name, length);
            fixedLength.SetWeights(any.GetWeights());
            Batch batch = Data(any, length), same = Data(fixedLength, length);
            string place = $"{name}, {length} steps";
            AssertPredictions($"{place}, before training");
            for (int step = 1; step <= 2; step++)
            {
                if (any.Schema.Inputs.All(input => input.Element == ElementKind.Float32))
                {
                    AssertClose(place + ", gradients of inputs", fixedLength.InputGradients(same), any.InputGradients(batch));
                }

                AssertClose($"{place}, loss {step}", [[fixedLength.TrainOnBatch(same)]], [[any.TrainOnBatch(batch)]]);
                AssertClose($"{place}, weights after step {step}", fixedLength.GetWeights(), any.GetWeights());
            }

            AssertClose($"{place}, evaluation", [[fixedLength.TestOnBatch(same).Loss]], [[any.TestOnBatch(batch).Loss]]);
            AssertPredictions($"{place}, after training");

            void AssertPredictions(string when)
            {
                Tensor<float> expected = Assert.Single(fixedLength.PredictAll(Tensors(same))), actual = Assert.Single(any.PredictAll(Tensors(batch)));
                Assert.Equal(expected.Lengths.ToArray(), actual.Lengths.ToArray());
                AssertClose(when, [Elements(expected)], [Elements(actual)]);
            }
        }
    }

    /// <summary>What was learnt from sequences of one length serves those of another.</summary>
    [Theory]
    [MemberData(nameof(Cases))]
    public void LengthsMayChangeFromBatchToBatch(string name)
    {
        using Model any = Create(name, 0);
        foreach (int length in (int[])[4, AnyLengthCases.MaxLength, 1, 4])
        {
            using Model fixedLength = Create(name, length);
            fixedLength.SetWeights(any.GetWeights());
            if (any.IsStateful)
            {
                any.ResetStates();
            }

            Batch batch = Data(any, length), same = Data(fixedLength, length);
            AssertClose($"{name}, {length} steps", [[fixedLength.TestOnBatch(same).Loss]], [[any.TestOnBatch(batch).Loss]]);
            Assert.True(float.IsFinite(any.TrainOnBatch(batch)), $"{name}, {length} steps");
        }
    }

    private static string Space(string name, int length) => $"Case{Array.IndexOf(_names, name)}Length{length}";

    private static Model Create(string name, int length)
    {
        ConstructorInfo constructor = _assembly.Value.GetType(Space(name, length) + ".Net", throwOnError: true)!.GetConstructors().First(c => c.GetParameters().Length > 0);
        var model = (Model)constructor.Invoke([.. constructor.GetParameters().Select(p => p.ParameterType == typeof(ulong) ? 5UL : p.DefaultValue)]);
        model.Optimizer = new SGD(0.5f);
        return model;
    }

    /// <summary>The same numbers for a model of any length and for one of a fixed length.</summary>
    private static Batch Data(Model model, int length)
    {
        var random = new Random(length);
        ModelSchema schema = model.Schema;
        var batch = new Batch(
            [.. schema.Inputs.Select(i => new TensorSpec(i.Name, i.Shape, i.Element))],
            [.. schema.Outputs.Select(o => new TensorSpec(o.Name, o.TargetShape, o.TargetElement))],
            Samples)
        {
            Steps = schema.MaxLength > 0 ? length : 1,
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

    private static float[] Elements(Tensor<float> tensor)
    {
        float[] values = new float[tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }

    private static void AssertClose(string what, float[][] expected, float[][] actual)
    {
        Assert.Equal(expected.Select(e => e.Length), actual.Select(a => a.Length));
        for (int i = 0; i < expected.Length; i++)
        {
            for (int j = 0; j < expected[i].Length; j++)
            {
                Assert.True(Math.Abs(expected[i][j] - actual[i][j]) <= 2e-6f + (2e-5f * Math.Abs(expected[i][j])), $"{what}: element {j} of {i} is {actual[i][j]}, not {expected[i][j]}");
            }
        }
    }
}
