namespace Compiled.Runtime.Tests.Data;

/// <summary>What Keras's Tokenizer does, by its documentation and its tests. Computed values are those of tests/Oracle/text.py.</summary>
public class TokenizerTests
{
    private static readonly string[] s_texts = ["The cat sat on the mat.", "The dog sat on the log.", "Dogs and cats living together."];

    [Fact]
    public void WordsAreNumberedByFrequencyThenByFirstAppearance()
    {
        Tokenizer tokenizer = Tokenizer.Fit(s_texts);
        Assert.Equal(
            ["the", "sat", "on", "cat", "mat", "dog", "log", "dogs", "and", "cats", "living", "together"],
            tokenizer.Words.Select(word => word.Word));
        Assert.Equal(new TokenizerWord("the", 4, 2), tokenizer.Words[0]);
        Assert.Equal(new TokenizerWord("cat", 1, 1), tokenizer.Words[3]);
        Assert.Equal(1, tokenizer.WordIndex["the"]);
        Assert.Equal(12, tokenizer.WordIndex["together"]);
        Assert.Equal((3, 13), (tokenizer.DocumentCount, tokenizer.VocabularySize));
        Assert.Equal([[1, 4, 2, 3, 1, 5], [1, 6, 2, 3, 1, 7], [8, 9, 10, 11, 12]], tokenizer.TextsToSequences(s_texts));
    }

    [Fact]
    public void FiltersSeparateAndTheApostropheStays()
    {
        string[] Words(string text, TokenizerOptions? options = null) => [.. Tokenizer.Fit([text], options).Words.Select(word => word.Word)];

        Assert.Equal(["hello", "world"], Words("hello! ? world!"));
        Assert.Equal(["don't", "stop", "me", "now"], Words("Don't-stop\tme\nnow."));
        Assert.Equal(["ali", "veli", "kırk"], Words("ali! veli? kırk"));
        Assert.Equal(["Ab", "ab"], Words("Ab ab", new() { Lower = false }));
        Assert.Equal(["a.b c", "d"], Words("A.B C,D", new() { Filters = "", Split = ',' }));
        Assert.Empty(Words("", null));
        Assert.Empty(Words(" .,! \n", null));

        // As in Keras, a carriage return is a letter like another unless it is filtered.
        Assert.Equal(["a\r", "b"], Words("a\r\nb"));
        Assert.Equal(["a", "b"], Words("a\r\nb", new() { Filters = TokenizerOptions.DefaultFilters + "\r" }));
    }

    [Fact]
    public void UnknownWordsAreLeftOutOrMarked()
    {
        string[] train = ["This text has only known words"];
        string text = "This text has some unknown words";
        Assert.Equal([1, 2, 3, 6], Tokenizer.Fit(train).TextToSequence(text));

        Tokenizer marked = Tokenizer.Fit(train, new() { OovToken = "<unk>" });
        Assert.Equal([2, 3, 4, 1, 1, 7], marked.TextToSequence(text));
        Assert.Equal("this text has <unk> <unk> words", marked.SequenceToText(marked.TextToSequence(text)));
        Assert.Equal(new TokenizerWord("<unk>", 0, 0), marked.Words[0]);
    }

    [Fact]
    public void OnlyTheMostFrequentWordsAreKept()
    {
        string[] train = ["This text has only known words this text"];
        string[] test = ["This text has some unknown words"];
        Tokenizer tokenizer = Tokenizer.Fit(train, new() { NumWords = 3 });
        Assert.Equal([1, 2], tokenizer.TextToSequence(test[0]));
        Assert.Equal(["this text"], tokenizer.SequencesToTexts([[1, 2, 3, 4]]));
        Assert.Equal((6, 3), (tokenizer.Words.Length, tokenizer.VocabularySize));

        Tokenizer marked = Tokenizer.Fit(train, new() { NumWords = 3, OovToken = "<unk>" });
        Assert.Equal(["this <unk> <unk> <unk> <unk> <unk>"], marked.SequencesToTexts(marked.TextsToSequences(test)));
        Assert.Equal([1, 1, 1], Tokenizer.Fit(train, new() { NumWords = 1, OovToken = "?" }).TextToSequence("this text has"));
    }

    [Fact]
    public void IndicesWithoutATokenAreLeftOutOfTexts()
    {
        Tokenizer tokenizer = Tokenizer.Fit(s_texts);
        Assert.Equal("the cat", tokenizer.SequenceToText([0, 0, 1, 4, 99, -1]));
        Assert.Equal("", tokenizer.SequenceToText([]));
        Assert.Equal("? the", Tokenizer.Fit(s_texts, new() { OovToken = "?" }).SequenceToText([0, 2]));
    }

    [Fact]
    public void CharactersAreCodePoints()
    {
        // Counts of Keras's test of the same sentences.
        Tokenizer tokenizer = Tokenizer.Fit(["The cat sat on the mat.", "The dog sat on the log.", "Dog and Cat living Together."], new() { CharLevel = true });
        Dictionary<string, long> counts = tokenizer.Words.ToDictionary(word => word.Word, word => word.Count);
        Assert.Equal((14, 11, 3, 6, 1), (counts[" "], counts["t"], counts["."], counts["o"], counts["r"]));
        Assert.Equal([" ", "t", "e", "a", "o"], tokenizer.Words.Take(5).Select(word => word.Word));
        Assert.Equal("the cat.", tokenizer.SequenceToText(tokenizer.TextToSequence("THE CAT.")));

        // A surrogate pair is one, a combining mark one of its own.
        Tokenizer marks = Tokenizer.Fit(["e\u0301\U0001F600\U0001F600"], new() { CharLevel = true });
        Assert.Equal(["\U0001F600", "e", "\u0301"], marks.Words.Select(word => word.Word));
        Assert.Equal([2, 3, 1], marks.TextToSequence("e\u0301\U0001F600"));
    }

    [Fact]
    public void UnpairedSurrogatesBecomeReplacementCharacters()
    {
        string broken = "a\uD83D b\uDE00c \uD83D\uD83D\uDE00";
        Assert.Equal(["a\uFFFD", "b\uFFFDc", "\uFFFD\U0001F600"], Tokenizer.Fit([broken]).Words.Select(word => word.Word));
        Assert.Equal(["a", "\uFFFD"], Tokenizer.Fit(["a\uD83D"], new() { CharLevel = true, Lower = false }).Words.Select(word => word.Word));
    }

    [Fact]
    public void LowerCaseReachesBeyondTheBasicPlane()
    {
        // Deseret long I; Greek and German letters, one by one: a final sigma and a sharp s have no rule of their own.
        Assert.Equal(["\U00010428", "σς", "ß"], Tokenizer.Fit(["\U00010400 ΣΣ ẞ".Replace("ΣΣ", "Σς")]).Words.Select(word => word.Word));
        Assert.Equal("σσ", Tokenizer.Fit(["ΣΣ"]).Words[0].Word);
    }

    [Fact]
    public void TokensThatAreCutAlreadyAreTakenAsTheyAre()
    {
        string[][] sentences = [["The", "U.S.", "cat"], ["the", "dog"]];
        Tokenizer tokenizer = Tokenizer.Fit(sentences);
        Assert.Equal(["the", "u.s.", "cat", "dog"], tokenizer.Words.Select(word => word.Word));
        Assert.Equal(2, tokenizer.Words[0].Documents);
        Assert.Equal([1, 2, 4], tokenizer.TokensToSequence(["THE", "U.S.", "dog", "cow"]));
    }

    [Fact]
    public void MatricesHoldTheFourKindsOfWeights()
    {
        Tokenizer tokenizer = Tokenizer.Fit(s_texts);
        string[] text = ["the cat and the unknown"];
        float[] Row(TextMatrixMode mode) => [.. tokenizer.TextsToMatrix(text, mode).Cast<float>()];

        Assert.Equal([0, 1, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0], Row(TextMatrixMode.Binary));
        Assert.Equal([0, 2, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0], Row(TextMatrixMode.Count));
        Assert.Equal([0, 0.5f, 0, 0, 0.25f, 0, 0, 0, 0, 0.25f, 0, 0, 0], Row(TextMatrixMode.Frequency));
        float[] weights = Row(TextMatrixMode.TfIdf);
        Assert.Equal(1.1736002f, weights[1], 6);
        Assert.Equal(0.9162907f, weights[4], 6);
        Assert.Equal(0, weights[2]);

        // Indices beyond the columns count in the length alone.
        Tokenizer two = Tokenizer.Fit(s_texts, new() { NumWords = 2 });
        Assert.Equal(new float[,] { { 0, 0.5f }, { 0, 0 } }, two.SequencesToMatrix([[1, 7], []], TextMatrixMode.Frequency));
        Assert.Contains("Sequence 1 has the index -2", Assert.Throws<ArgumentException>(() => two.SequencesToMatrix([[1], [0, -2]])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => two.TextsToMatrix(text, (TextMatrixMode)9));
    }

    [Fact]
    public void HashedIndicesAreKerass()
    {
        HashingTokenizer tokenizer = new(10);
        Assert.Equal([6, 3, 1, 1, 3], tokenizer.TextToSequence("The cat sat naïve \U0001F600!"));
        Assert.Equal(10, tokenizer.VocabularySize);
        Assert.Equal([1, 1], new HashingTokenizer(2).TextToSequence("any words"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new HashingTokenizer(1));
        Assert.Throws<ArgumentException>(() => new HashingTokenizer(10, new() { NumWords = 5 }));
    }

    [Fact]
    public void ContradictoryOptionsAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Tokenizer.Fit(s_texts, new() { NumWords = 0 }));
        Assert.Throws<ArgumentException>(() => Tokenizer.Fit(s_texts, new() { Filters = "\U0001F600" }));
        Assert.Throws<ArgumentException>(() => Tokenizer.Fit(s_texts, new() { OovToken = "" }));
        Assert.Throws<ArgumentNullException>(() => Tokenizer.Fit([null!, "a"]));
    }

    [Fact]
    public void ManyTextsAreGoneThroughOnceAndNotKept()
    {
        int read = 0;
        IEnumerable<string> Lines()
        {
            for (; read < 20_000; read++)
            {
                yield return $"word{read % 3000} and the {read % 7}";
            }
        }

        Tokenizer tokenizer = Tokenizer.Fit(Lines());
        Assert.Equal(20_000, read);
        Assert.Equal(3009, tokenizer.Words.Length);
        Assert.Equal(["and", "the", "0", "1"], tokenizer.Words.Take(4).Select(word => word.Word));
        Assert.Equal(20_000, tokenizer.Words[1].Documents);
        Assert.Equal(3009, tokenizer.TextToSequence("word2999")[0]);
    }
}
