using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;

namespace Compiled.Runtime.Tests.Data;

/// <summary>The forms of the files, with small ones made here.</summary>
public sealed class CorporaTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compiled-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(string name, string content, Encoding? encoding = null)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content, encoding ?? new UTF8Encoding(false));
    }

    private void WriteCompressed(string name, string content)
    {
        using GZipStream stream = new(File.Create(Path.Combine(_folder, name)), CompressionMode.Compress);
        stream.Write(Encoding.UTF8.GetBytes(content));
    }

    [Fact]
    public void LabelledLinesAreReadAndTheirDamageIsNamed()
    {
        Write("training.txt", "1\tgood\tas gold\r\n0\tbad\n1\tgood\tas gold\n");
        TextData data = UmichSentiment.Load(_folder, download: false);
        Assert.Equal(["good\tas gold", "bad", "good\tas gold"], data.Texts);
        Assert.Equal([1, 0, 1], data.Labels);
        Assert.Equal(["negative", "positive"], data.ClassNames.ToArray());
        Assert.Equal($"3 texts in 2 classes, UMICH SI650 from {Path.Combine(_folder, "training.txt")}", data.ToString());
        Assert.Equal(["good\tas gold", "bad"], data.Distinct().Texts);
        Assert.Equal([1, 0], data.Distinct().Labels);

        foreach (string wrong in (string[])["2\tx", "1", "\tx", "11\tx", "x"])
        {
            Write("training.txt", $"1\tgood\n{wrong}\n");
            Assert.Contains("training.txt, line 2: 2 fields parted by tabs", Assert.Throws<InvalidDataException>(() => UmichSentiment.Load(_folder, download: false)).Message);
        }
    }

    [Fact]
    public void TextsAreSplitLikeDatasets()
    {
        TextData data = new([.. Enumerable.Range(0, 10).Select(i => $"{i}")], [.. Enumerable.Range(0, 10)], ["a"], "here");
        (TextData first, TextData second) = data.Split(0.7, shuffle: 3);
        Assert.Equal((7, 3), (first.Texts.Length, second.Labels.Length));
        Assert.Equal(first.Texts, first.Labels.Select(label => $"{label}"));
        Assert.Equal(Enumerable.Range(0, 10), first.Labels.Concat(second.Labels).Order());
        (Dataset same, _) = Dataset.From(data.Labels, data.Labels).Split(0.7, shuffle: 3);
        Assert.Equal(DatasetTests.Labels(same), first.Labels);
        Assert.Equal(Enumerable.Range(0, 7), data.Split(0.7).First.Labels);
        Assert.Throws<ArgumentOutOfRangeException>(() => data.Split(1.1));
    }

    [Fact]
    public void ReviewsComeFromLinesOrFromTheArchivesFolders()
    {
        WriteCompressed("imdb_train.tsv.gz", "0\t3\t0\tpoor\n1\t9\t1\tgood\n");
        Write("imdb_test.tsv", "1\t10\t7\tbest<br />ever\n");
        (TextData train, TextData test) = ImdbReviews.Load(_folder);
        Assert.Equal(["poor", "good"], train.Texts);
        Assert.Equal(["best<br />ever"], test.Texts);

        foreach ((string name, string text) in ((string, string)[])[("train/pos/10_9.txt", "good 10"), ("train/pos/9_7.txt", "good 9"), ("train/neg/0_1.txt", "poor 0"), ("test/pos/0_10.txt", "t1"), ("test/neg/1_3.txt", "t0")])
        {
            Write(Path.Combine("aclImdb", name), text);
        }

        (train, test) = ImdbReviews.Load(_folder);
        Assert.Equal(["poor 0", "good 9", "good 10"], train.Texts);
        Assert.Equal([0, 1, 1], train.Labels);
        Assert.Equal(["t0", "t1"], test.Texts);
        Write("aclImdb/train/pos/x_7.txt", "");
        Assert.Contains("x_7.txt", Assert.Throws<InvalidDataException>(() => ImdbReviews.Load(_folder)).Message);
    }

    [Fact]
    public void StoriesGrowFromQuestionToQuestion()
    {
        string story = "1 Mary went home.\n2 John slept.\n3 Where is Mary? \thome\t1\n4 Mary left.\n5 Who left?\tMary\t4 1\n1 New one.\n2 What?\tnew\t1\n";
        Write("qa1_single-supporting-fact_train.txt", story);
        Write("qa1_single-supporting-fact_test.txt", "1 A.\n2 B?\tC\t1\n");
        BabiData data = BabiTasks.Load(1, _folder, download: false);
        Assert.Equal(3, data.Train.Length);
        BabiQuestion second = data.Train[1];
        Assert.Equal(["Mary went home.", "John slept.", "Mary left."], second.Story.ToArray());
        Assert.Equal(("Who left?", "Mary"), (second.Question, second.Answer));
        Assert.Equal([2, 0], second.Supporting.ToArray());
        Assert.Equal(["New one."], data.Train[2].Story.ToArray());
        Assert.Equal("Where is Mary?", data.Train[0].Question);
        Assert.Single(data.Test);

        foreach ((string damaged, string message) in ((string, string)[])
        [
            ("1 A.\nB.\n", "line 2: the line does not begin with its number"),
            ("1 A.\n2 B?\tC\n", "line 2: a sentence, or a question"),
            ("1 A.\n2 B?\tC\t2\n", "line 2: the supporting fact '2' is not a sentence before"),
            ("1 A.\n2 B?\tC\tx\n", "the supporting fact 'x'"),
        ])
        {
            Write("qa1_single-supporting-fact_test.txt", damaged);
            Assert.Contains(message, Assert.Throws<InvalidDataException>(() => BabiTasks.Load(1, _folder, download: false)).Message);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => BabiTasks.Load(3, _folder, download: false));
    }

    [Fact]
    public void TheLeavesOfTreesAreTaggedWords()
    {
        ImmutableArray<TaggedSentence>.Builder sentences = ImmutableArray.CreateBuilder<TaggedSentence>();
        Treebank.AddSentences("\n( (S \n  (NP-SBJ (DT The) (NN dog) )\n  (VP (VBZ sleeps) (NP (-NONE- *T*-1) ))\n  (. .) ))\n\n((NNP Yes))\n", "file", sentences);
        Assert.Equal(2, sentences.Count);
        Assert.Equal(["The", "dog", "sleeps", "."], sentences[0].Words.ToArray());
        Assert.Equal(["DT", "NN", "VBZ", "."], sentences[0].Tags.ToArray());
        Assert.Equal(["Yes"], sentences[1].Words.ToArray());
        Assert.Contains("file, line 2: a parenthesis closes", Assert.Throws<InvalidDataException>(() => Treebank.AddSentences("(A b)\n)", "file", sentences)).Message);
        Assert.Contains("ends with 2 parentheses open", Assert.Throws<InvalidDataException>(() => Treebank.AddSentences("( ( (A b)", "file", sentences)).Message);
    }

    [Fact]
    public void AnArchiveIsReadInTheOrderOfItsNames()
    {
        string path = Path.Combine(_folder, "treebank.zip");
        using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create))
        {
            foreach ((string name, string text) in ((string, string)[])[("treebank/combined/wsj_0002.mrg", "((B b))"), ("treebank/combined/README", "((C c))"), ("treebank/combined/wsj_0001.mrg", "((A a))")])
            {
                using StreamWriter writer = new(archive.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        Assert.Equal(["a", "b"], Treebank.Load(_folder, download: false).Select(sentence => sentence.Words[0]));
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^30]);
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => Treebank.Load(_folder, download: false)).Message);
    }

    [Fact]
    public void GutenbergsOwnWordsAreTakenOff()
    {
        Write("alice_pg11_11-0.txt", "\uFEFFProject\r\n*** START OF THIS BOOK ***\r\n\r\nAlice\r\nwas “here”.\r\n\r\nEnd of Project Gutenberg’s Alice\r\n\r\n*** END OF THIS BOOK ***\r\nLicence\r\n");
        Assert.Equal("Alice\nwas “here”.", TextCorpora.Alice(_folder, download: false).Text);
        Write("alice_pg11_11-0.txt", "Alice");
        Assert.Contains("there is no text between", Assert.Throws<InvalidDataException>(() => TextCorpora.Alice(_folder, download: false)).Message);
        WriteCompressed("tinyshakespeare.txt.gz", "To be\r\nor not");
        Assert.Equal("To be\nor not", TextCorpora.Shakespeare(_folder, download: false).Text);
    }

    [Fact]
    public void NewsHaveTopicsAndAPart()
    {
        string path = Path.Combine(_folder, "reut.sgm");
        Write("reut.sgm", """
            <!DOCTYPE lewis SYSTEM "lewis.dtd">
            <REUTERS TOPICS="YES" LEWISSPLIT="TRAIN" CGISPLIT="TRAINING-SET" OLDID="5544" NEWID="1">
            <TOPICS><D>grain</D><D>sugar-cane</D></TOPICS>
            <TEXT>&#2;
            <TITLE>CAF\u00c9 &lt;AB> &amp; CO</TITLE>
            <DATELINE> X </DATELINE><BODY>One
            two &lt;C>.
             Reuter
            &#3;</BODY></TEXT>
            </REUTERS>
            <REUTERS TOPICS="NO" LEWISSPLIT="TEST" NEWID="2"><TOPICS></TOPICS><TEXT TYPE="UNPROC">&#2;All of it&#3;</TEXT></REUTERS>
            <REUTERS TOPICS="YES" LEWISSPLIT="TEST" NEWID="3"><TOPICS></TOPICS><TEXT TYPE="BRIEF"><TITLE>Short</TITLE></TEXT></REUTERS>
            """.Replace("\\u00c9", "\u00c9"), Encoding.Latin1);
        List<ReutersDocument> documents = ReutersFile.Read(path);
        Assert.Equal((1, "CAFÉ <AB> & CO", "One\ntwo <C>.\n Reuter", ReutersPart.Train), (documents[0].Number, documents[0].Title, documents[0].Body, documents[0].Part));
        Assert.Equal(["grain", "sugar-cane"], documents[0].Topics.ToArray());
        Assert.Equal((2, "", "All of it", ReutersPart.Unused), (documents[1].Number, documents[1].Title, documents[1].Body, documents[1].Part));
        Assert.Equal((3, "Short", "", ReutersPart.Test), (documents[2].Number, documents[2].Title, documents[2].Body, documents[2].Part));

        Write("reut.sgm", "\n<REUTERS NEWID=\"1\">");
        Assert.Contains($"{path}, line 2: the document does not end", Assert.Throws<InvalidDataException>(() => ReutersFile.Read(path)).Message);
        Write("reut.sgm", "<REUTERS NEWID=\"1\" TOPICS=\"YES\"></REUTERS>");
        Assert.Contains("line 1", Assert.Throws<InvalidDataException>(() => ReutersFile.Read(path)).Message);
        Write("reut.sgm", "nothing");
        Assert.Contains("no documents", Assert.Throws<InvalidDataException>(() => ReutersFile.Read(path)).Message);
    }

    [Fact]
    public void TablesShareOneReader()
    {
        Write("iris.csv", "5.1,3.5,1.4,0.2,Iris-setosa\n6.0,3,4.8,1.8,Iris-virginica\n\n");
        LabelledTable iris = Iris.Load(_folder, download: false);
        Assert.Equal(new[,] { { 5.1f, 3.5f, 1.4f, 0.2f }, { 6, 3, 4.8f, 1.8f } }, iris.Features);
        Assert.Equal([0, 1], iris.Labels);
        Assert.Equal(["Iris-setosa", "Iris-virginica"], iris.ClassNames.ToArray());
        Assert.Equal("'target' int", iris.ToDataset().Targets[0].ToString());
        WriteCompressed("pima-indians-diabetes.csv.gz", "6,148,72,35,0,33.6,0.627,50,1\n");
        Assert.Equal([1], PimaDiabetes.Load(_folder, download: false).Targets);
        Write("housing.csv", "1,2,3\n");
        Assert.Contains("the lines have 3 fields, where 14 are expected", Assert.Throws<InvalidDataException>(() => BostonHousing.Load(_folder, download: false)).Message);
        Write("airline-passengers.csv", "\"Month\",\"Passengers\"\n\"1949-01\",112\n");
        SeriesData series = AirlinePassengers.Load(_folder, download: false);
        Assert.Equal(("1949-01", 112f), (series.Times[0], series.Values[0]));
    }
}
