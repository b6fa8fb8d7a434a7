using System.Collections.Immutable;

namespace Compiled.Runtime.Tests.Data;

/// <summary>The data sets themselves, where they are on this machine: their published numbers. Where they are not, the message that says so.</summary>
public class PublishedCorporaTests
{
    private static void Check<T>(Func<T> load, Action<T> check)
    {
        T data;
        try
        {
            data = load();
        }
        catch (FileNotFoundException exception)
        {
            Assert.Contains("COMPILED_DATA", exception.Message);
            Assert.Contains(Path.Combine("shared", "data"), exception.Message);
            return;
        }

        check(data);
    }

    [Fact]
    public void Tables()
    {
        Check(() => Iris.Load(download: false), iris =>
        {
            Assert.Equal("150 rows of 4 features in 3 classes", iris.ToString().Split(',')[0]);
            Assert.Equal([50, 50, 50], iris.Labels.GroupBy(label => label).Select(group => group.Count()));
            Assert.Equal(5.8433, iris.Features.Cast<float>().Where((_, place) => place % 4 == 0).Average(value => (double)value), 3);
        });
        Check(() => PimaDiabetes.Load(download: false), pima =>
        {
            Assert.Equal((768, 268), (pima.Targets.Length, pima.Targets.Sum()));
            Assert.Equal(120.9, pima.Features.Cast<float>().Where((_, place) => place % 8 == 1).Average(value => (double)value), 1);
        });
        Check(() => BostonHousing.Load(download: false), boston =>
        {
            Assert.Equal((506, 24f), (boston.Targets.Length, boston.Targets[0]));
            Assert.Equal(22.5328, boston.Targets.Average(value => (double)value), 3);
        });
        Check(() => AirlinePassengers.Load(download: false), airline =>
        {
            Assert.Equal((144, 112f, 432f, "1960-12"), (airline.Values.Length, airline.Values[0], airline.Values[^1], airline.Times[^1]));
        });
    }

    [Fact]
    public void Sentiment()
        => Check(() => UmichSentiment.Load(download: false), data =>
        {
            Assert.Equal((7086, 3995), (data.Texts.Length, data.Labels.Sum()));
            Assert.Equal("The Da Vinci Code book is just awesome.", data.Texts[0]);
            Assert.Equal(1410, data.Distinct().Texts.Length);
        });

    [Fact]
    public void Reviews()
        => Check(() => ImdbReviews.Load(), data =>
        {
            Assert.Equal((25_000, 12_500), (data.Train.Texts.Length, data.Train.Labels.Sum()));
            Assert.Equal((25_000, 12_500), (data.Test.Texts.Length, data.Test.Labels.Sum()));
            Assert.StartsWith("Story of a man who has unnatural feelings for a pig.", data.Train.Texts[0]);
            Assert.Equal(0, data.Train.Labels[0]);
        });

    [Fact]
    public void Questions()
        => Check(() => BabiTasks.Load(1, download: false), data =>
        {
            Assert.Equal((10_000, 1_000), (data.Train.Length, data.Test.Length));
            Assert.Equal("bathroom", data.Train[0].Answer);
            Assert.Equal(10, data.Train.Max(question => question.Story.Length));
            Assert.Equal(6, data.Train.Select(question => question.Answer).Distinct().Count());

            // The published vocabulary of 22 has an index for padding, and two for the stops that the filters take.
            Tokenizer tokenizer = Tokenizer.Fit(data.Train.SelectMany(question => question.Story.Append(question.Question).Append(question.Answer)));
            Assert.Equal(22 - 1 - 2, tokenizer.Words.Length);
        });

    [Fact]
    public void Sentences()
        => Check(() => Treebank.Load(download: false), sentences =>
        {
            Assert.Equal((3914, 94_084, 249), (sentences.Length, sentences.Sum(sentence => sentence.Words.Length), sentences.Max(sentence => sentence.Words.Length)));
            Assert.Equal(45, sentences.SelectMany(sentence => sentence.Tags).Distinct().Count());
            Assert.Equal(13_166, sentences.Sum(sentence => sentence.Tags.Count(tag => tag == "NN")));
            Assert.Equal(10_947, Tokenizer.Fit(sentences.Select(sentence => (IReadOnlyList<string>)sentence.Words)).Words.Length);
            Assert.Equal(["Pierre", "Vinken", ","], sentences[0].Words.Take(3));
        });

    [Fact]
    public void Books()
    {
        Check(() => TextCorpora.Shakespeare(download: false), shakespeare =>
        {
            Assert.Equal((1_115_394, 65), (shakespeare.Text.Length, shakespeare.Text.Distinct().Count()));
            Assert.StartsWith("First Citizen:\nBefore we proceed", shakespeare.Text);
        });
        Check(() => TextCorpora.Nietzsche(download: false), nietzsche => Assert.Equal((600_893, 57), (nietzsche.Text.Length, nietzsche.Text.Distinct().Count())));
        Check(() => TextCorpora.Alice(download: false), alice =>
        {
            Assert.StartsWith("ALICE’S ADVENTURES IN WONDERLAND", alice.Text.TrimStart());
            Assert.EndsWith("THE END", alice.Text.TrimEnd());
            Assert.DoesNotContain('\r', alice.Text);
        });
    }

    [Fact]
    public void Vectors()
        => Check(() => GloveSample.Load(100, download: false), vectors =>
        {
            Assert.Equal((100, 100, "the"), (vectors.Words.Length, vectors.Dimensions, vectors.Words[0]));
            Assert.Equal(-0.038194f, vectors["the"][0]);

            // As NumPy finds them among these words.
            NearWord[] near = vectors.Nearest("he", 3);
            Assert.Equal(["she", "was", "but"], near.Select(word => word.Word));
            Assert.Equal(0.86485f, near[0].Similarity, 5);
            near = vectors.Analogy(["was", "are"], ["is"], 3);
            Assert.Equal(["were", "been", "had"], near.Select(word => word.Word));
            Assert.Equal(0.9675f, near[0].Similarity, 4);
        });

    [Fact]
    public void News()
        => Check(() => Reuters.Load(download: false), documents =>
        {
            Assert.Equal(21_578, documents.Length);
            Assert.Equal(Enumerable.Range(1, 21_578), documents.Select(document => document.Number));
            Assert.Equal((9_603, 3_299), (documents.Count(document => document.Part == ReutersPart.Train), documents.Count(document => document.Part == ReutersPart.Test)));
            Assert.Equal("BAHIA COCOA REVIEW", documents[0].Title);
            Assert.Equal(["cocoa"], documents[0].Topics.ToArray());
        });

    [Fact]
    public void WrongDimensionsAreRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => GloveSample.Load(50, download: false));
}
