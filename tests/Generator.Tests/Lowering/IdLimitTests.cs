using Compiled.Generator.Lowering;

namespace Compiled.Generator.Tests.Lowering;

/// <summary>The limits of ids, wherever movement takes them: "2:5 3:-" is two ids of a table with five rows, or of five classes, and three that nothing looks up.</summary>
public sealed class IdLimitTests
{
    [Theory]
    [InlineData("Five(ids)", "1:5")]
    [InlineData("Concatenate(1, Five(ids), Nine(ids))", "1:5")]
    [InlineData("Five(Slice(ids, 1, 0, 2))", "2:5 4:-")]
    [InlineData("Concatenate(1, Five(Slice(ids, 1, 0, 2)), Nine(Slice(ids, 1, 2, 4)))", "2:5 4:9")]
    [InlineData("Concatenate(1, Five(Slice(ids, 1, 0, 4)), Nine(Slice(ids, 1, 2, 4)))", "4:5 2:9")]
    [InlineData("Five(Slice(Reverse(ids, 1), 1, 0, 1))", "5:- 1:5")]
    [InlineData("Five(Slice(Slice(ids, 1, 2, 4), 1, 1, 2))", "3:- 2:5 1:-")]
    [InlineData("Five(Slice(Reshape(ids, -1, 3, 2), 2, 1, 1))", "1:- 1:5")]
    [InlineData("Five(Slice(Transpose(Reshape(ids, -1, 3, 2), 0, 2, 1), 1, 0, 1))", "1:5 1:-")]
    [InlineData("Five(Flatten(ExpandDims(ids, 2)))", "1:5")]
    [InlineData("Five(Concatenate(1, Slice(ids, 1, 0, 1), Slice(ids, 1, 5, 1)))", "1:5 4:- 1:5")]
    [InlineData("Five(Slice(Stack(1, ids, Reverse(ids, 1)), 1, 0, 1))", "1:5")]
    [InlineData("Five(Squeeze(Slice(ids, 1, 5, 1), 1))", "5:- 1:5")]
    [InlineData("OneHot(ids, 7)", "1:7")]
    [InlineData("Concatenate(1, Flatten(OneHot(Slice(ids, 1, 0, 2), 4)), Flatten(Five(ids)))", "2:4 4:5")]
    [InlineData("ToFloat(ids)", "")]
    public void TheLimitOfAnIdIsThatOfTheTablesItReaches(string expression, string expected) => Assert.Equal(expected, Limits("6", expression));

    [Theory]
    [InlineData("Length.Any, MaxLength = 9", "Five(ids)", "1:5")]
    [InlineData("Length.Any, 2, MaxLength = 9", "Five(Slice(ids, 2, 1, 1))", "1:- 1:5")]
    [InlineData("Length.Any, MaxLength = 9", "Five(Slice(ids, 1, 0, 1))", "")]
    public void OfASequenceOfAnyLengthItIsThatOfEachStep(string shape, string expression, string expected) => Assert.Equal(expected, Limits(shape, expression));

    private static string Limits(string shape, string expression) => string.Join(" ", LoweringHarness.Model($$"""
        [Model]
        public partial class Net
        {
            [Embedding(5, 2)] private partial Tensor<float> Five(Tensor<int> ids);
            [Embedding(9, 2)] private partial Tensor<float> Nine(Tensor<int> ids);
            public Tensor<float> Forward([Shape({{shape}})] Tensor<int> ids) => {{expression}};
        }
        """).Inputs[0].Ids.Select(run => $"{run.Count}:{(run.Ids is { } ids ? ids : "-")}"));
}
