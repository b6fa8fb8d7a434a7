using Compiled.Devices;
using Compiled.EndToEnd.Tests;
using Compiled.Shaders.Models;
using Compiled.Shaders.Tests.Programs;

namespace Compiled.Shaders.Tests.Training;

/// <summary>What a model asks of a GPU is told without one.</summary>
public class ExplainTests
{
    [Fact]
    public void A_step_of_the_perceptron_of_digits_is_told_dispatch_by_dispatch()
    {
        using var model = new DigitPerceptron();
        GpuExplanation explanation = model.ExplainGpu(128);
        Assert.Equal(20, explanation.TrainingStep!.Dispatches.Length);
        Assert.InRange(explanation.Prediction.Dispatches.Length, 3, 6);

        // 128 pictures, labels and weights of samples go up; the total loss and the output's come down.
        Assert.Equal(128 * (784 + 1 + 1) * sizeof(float), explanation.TrainingStep.BytesUploaded);
        Assert.Equal(2 * sizeof(float), explanation.TrainingStep.BytesDownloaded);
        Assert.Equal(128 * 784 * sizeof(float), explanation.Prediction.BytesUploaded);
        Assert.Equal(128 * 10 * sizeof(float), explanation.Prediction.BytesDownloaded);
    }

    [Fact]
    public void A_step_of_LeNet_is_31_dispatches()
    {
        using var model = new DigitLeNet();
        Assert.Equal(31, model.ExplainGpu(128).TrainingStep!.Dispatches.Length);
    }

    /// <summary>The loop over the 28 rows of a picture is the same kernels once a row.</summary>
    [Fact]
    public void A_time_step_of_an_LSTM_is_5_dispatches_forward_and_4_backward_and_2_in_a_prediction()
    {
        using var model = new DigitLstm();
        GpuExplanation explanation = model.ExplainGpu(128);
        Assert.Equal([5, 4], Loops(explanation.TrainingStep!));
        Assert.Equal([2], Loops(explanation.Prediction));

        static int[] Loops(GpuProgram program) => [.. DispatchRun.Of(program.Dispatches).Where(run => run.Times == 28).Select(run => run.Length)];
    }

    [Fact]
    public void The_fusion_is_seen()
    {
        using var model = new DigitPerceptron();
        GpuExplanation explanation = model.ExplainGpu(10);

        // The first layer: x · kernel + bias, above zero, as one kernel that reads each once; a long product may be shared out in a first dispatch.
        GpuDispatch[] dense = [.. explanation.Prediction.Dispatches.Where(dispatch => dispatch.Layer == "dense")];
        Assert.InRange(dense.Length, 1, 2);
        Assert.All(dense, dispatch => Assert.Equal("MatrixProduct, Add, Relu", dispatch.Operators));
        Assert.Equal(sizeof(float) * ((10 * 784) + (784 * 128) + 128), dense.Sum(dispatch => dispatch.BytesRead));
        Assert.Equal(sizeof(float) * 10 * 128, dense.Sum(dispatch => dispatch.BytesWritten));
        GpuDispatch optimizer = explanation.TrainingStep!.Dispatches[^1];
        Assert.Equal("Adam", optimizer.Operators);

        // Weight, gradient and two moments in; weight and moments out. Between weights the arena has gaps.
        Assert.InRange(optimizer.BytesRead, 4 * sizeof(float) * model.TrainableParameterCount, 4 * sizeof(float) * (model.TrainableParameterCount + 100));
        Assert.Contains("MatrixProduct, Add", explanation.ToString());
        Assert.Contains("DigitPerceptron, a step of training of 10 samples", explanation.ToString());
    }

    [Fact]
    public void Explaining_changes_nothing()
    {
        using var model = new DigitPerceptron(3);
        float[][] before = model.GetWeights();
        model.ExplainGpu();
        Assert.Equal(before, model.GetWeights());
        Assert.Null(model.Optimizer);
        Assert.Equal(0, model.Step);
        model.Optimizer = new Nadam();
        model.ExplainGpu(3);
        Assert.Equal(0, model.Optimizer.Iterations);
    }

    [Fact]
    public void Limits_of_norms_and_constraints_are_dispatches_too()
    {
        using var model = new Trained { Optimizer = new SGD() };
        int plain = model.ExplainGpu().TrainingStep!.Dispatches.Length;
        model.Optimizer = new SGD { GlobalClipNorm = 1 };
        Assert.Equal(plain + 2, model.ExplainGpu().TrainingStep!.Dispatches.Length);
        Assert.Contains(model.ExplainGpu().TrainingStep!.Dispatches, dispatch => dispatch.Operators == "Norms of columns");
    }

    [Fact]
    public void What_only_moves_elements_is_read_through()
    {
        using var model = new DigitPerceptron();
        Assert.DoesNotContain(model.ExplainGpu().TrainingStep!.Dispatches, dispatch => dispatch.Operators == "OneHot");
        Assert.Contains(model.ExplainGpu().TrainingStep!.Dispatches, dispatch => dispatch.Operators.StartsWith("OneHot, ", StringComparison.Ordinal));
    }

    [Fact]
    public void Longer_sequences_take_more_dispatches_and_bytes()
    {
        using var model = new AnyLengthModel();
        GpuProgram three = model.ExplainGpu(4, length: 3).TrainingStep!, four = model.ExplainGpu(4, length: 4).TrainingStep!, most = model.ExplainGpu(4).TrainingStep!;
        Assert.Equal(4 * ((3 * 3) + 2 + 1) * sizeof(float), three.BytesUploaded);
        Assert.Equal(most.Dispatches.Length, three.Dispatches.Length + (9 * (four.Dispatches.Length - three.Dispatches.Length)));
        Assert.Equal((3, 12), (model.ExplainGpu(4, length: 3).Length, model.ExplainGpu(4).Length));
        Assert.Contains("AnyLengthModel, a step of training of 4 samples of 12 steps: ", model.ExplainGpu(4).ToString());
        Assert.Contains("a prediction of 1 sample of 1 step: ", model.ExplainGpu(1, length: 1).ToString());
        Assert.Equal("AnyLengthModel takes sequences of 1 to 12 steps, not of 13 (Parameter 'length')", Assert.Throws<ArgumentOutOfRangeException>(() => model.ExplainGpu(4, length: 13)).Message);
    }

    /// <summary>What the steps of a sequence repeat stands once: a table of 200 steps is as long as one of three.</summary>
    [Fact]
    public void A_loop_over_steps_stands_once()
    {
        using var model = new AnyLengthModel();
        GpuExplanation three = model.ExplainGpu(4, length: 3), twelve = model.ExplainGpu(4, length: 12);
        Assert.Equal(three.ToString().Count(c => c == '\n'), twelve.ToString().Count(c => c == '\n'));
        Assert.Contains("× 12, each:", twelve.ToString());
        Assert.Contains($"{twelve.TrainingStep!.Dispatches.Length:N0} dispatches", twelve.ToString());
    }

    [Fact]
    public void Runs_are_what_follows_itself()
    {
        GpuDispatch[] a = [.. "abcdefgh".Select(name => new GpuDispatch(name.ToString(), "", "", new(1), new(1), 1, 1))];
        Assert.Equal([new(0, 1, 1), new(1, 2, 3), new(7, 1, 2), new(9, 1, 1)], DispatchRun.Of([a[0], a[1], a[2], a[1], a[2], a[1], a[2], a[3], a[3], a[4]]));

        // What comes again behind something else is no loop, and neither is half of one.
        Assert.Equal([new(0, 1, 1), new(1, 1, 1), new(2, 1, 1), new(3, 1, 1), new(4, 1, 1)], DispatchRun.Of([a[0], a[1], a[2], a[0], a[1]]));
        Assert.Empty(DispatchRun.Of([]));
    }

    [Fact]
    public void A_batch_without_samples_is_refused()
    {
        using var model = new Perceptron();
        Assert.Throws<ArgumentOutOfRangeException>(() => model.ExplainGpu(0));
        Assert.Equal(
            "Perceptron takes inputs of fixed sizes, of which all is known without a length: leave 2 out (models with Length.Any take one) (Parameter 'length')",
            Assert.Throws<ArgumentOutOfRangeException>(() => model.ExplainGpu(1, length: 2)).Message);
    }
}
