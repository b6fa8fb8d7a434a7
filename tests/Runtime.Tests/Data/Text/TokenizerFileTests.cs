namespace Compiled.Runtime.Tests.Data;

public sealed class TokenizerFileTests : IDisposable
{
    // As Keras's to_json writes it.
    private const string Keras =
        """
        {"class_name": "Tokenizer", "config": {"num_words": null, "filters": "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~\t\n", "lower": true, "split": " ", "char_level": false, "oov_token": null, "document_count": 2, "word_counts": "{\"the\": 3, \"na\\u00efve\": 1}", "word_docs": "{\"na\\u00efve\": 1, \"the\": 2}", "index_docs": "{\"2\": 1, \"1\": 2}", "index_word": "{\"1\": \"the\", \"2\": \"na\\u00efve\"}", "word_index": "{\"the\": 1, \"na\\u00efve\": 2}"}}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("compiled-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void WhatIsSavedIsReadAgain()
    {
        string path = Path.Combine(_folder, "tokenizer.json");
        TokenizerOptions options = new() { NumWords = 4, OovToken = "<\"unk\">", Filters = ".\t", Split = '|', Lower = false };
        Tokenizer tokenizer = Tokenizer.Fit(["A|é|\U0001F600|é", "e\u0301|A\uD83D|é"], options);
        tokenizer.Save(path);
        Tokenizer loaded = Tokenizer.Load(path);
        Assert.Equal(options, loaded.Options);
        Assert.Equal(tokenizer.Words.ToArray(), loaded.Words.ToArray());
        Assert.Equal(2, loaded.DocumentCount);
        Assert.Equal(tokenizer.TextToSequence("é|A|x"), loaded.TextToSequence("é|A|x"));
        Assert.Equal(tokenizer.ToJson(), loaded.ToJson());
        Assert.Equal(["tokenizer.json"], Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName));

        Tokenizer empty = Tokenizer.FromJson(Tokenizer.Fit(Array.Empty<string>()).ToJson());
        Assert.Equal((0, 1), (empty.Words.Length, empty.VocabularySize));
    }

    [Fact]
    public void KerassFilesAreReadAndWrittenInTheirForm()
    {
        Tokenizer tokenizer = Tokenizer.FromJson(Keras);
        Assert.Equal([new("the", 3, 2), new("naïve", 1, 1)], tokenizer.Words.ToArray());
        Assert.Equal(new TokenizerOptions(), tokenizer.Options);
        Assert.Equal([2, 1], tokenizer.TextToSequence("Naïve, the!"));

        System.Text.Json.JsonElement config = System.Text.Json.JsonDocument.Parse(tokenizer.ToJson()).RootElement.GetProperty("config");
        Assert.Equal("{\"the\":1,\"na\\u00EFve\":2}", config.GetProperty("word_index").GetString());
        Assert.Equal("{\"1\":\"the\",\"2\":\"na\\u00EFve\"}", config.GetProperty("index_word").GetString());
        Assert.Equal("{\"1\":2,\"2\":1}", config.GetProperty("index_docs").GetString());
        Assert.Equal(
            ["num_words", "filters", "lower", "split", "char_level", "oov_token", "document_count", "word_counts", "word_docs", "index_docs", "index_word", "word_index"],
            config.EnumerateObject().Select(member => member.Name));
    }

    [Theory]
    [InlineData("[1]", "[1]", "Array was found, where an object is expected")]
    [InlineData("{\"class_name\"", "{\"class_nam\"", "file has no class_name")]
    [InlineData(": \"Tokenizer\"", ": \"Model\"", "file holds a 'Model', where a Tokenizer is expected")]
    [InlineData("}}", "}", "file: the text is not JSON")]
    [InlineData("\"num_words\": null", "\"num_words\": -1", "num_words is -1")]
    [InlineData("\"num_words\": null", "\"num_words\": \"5\"", "num_words is String, where Number or Null is expected")]
    [InlineData("\"split\": \" \"", "\"split\": \"ab\"", "split is 'ab', where one character is expected")]
    [InlineData("\"oov_token\": null", "\"oov_token\": \"<u>\"", "oov_token '<u>' does not have the index 1")]
    [InlineData("\"oov_token\": null", "\"oov_token\": \"\\ud800\"", "oov_token has a damaged escape")]
    [InlineData("{\\\"the\\\": 1,", "{\\\"the\\\": 3,", "word_index gives 'the' the index 3; the indices of 2 words are 1 to 2, each once")]
    [InlineData("{\\\"the\\\": 1,", "{\\\"the\\\": 2,", "the index 2; the indices of 2 words are 1 to 2, each once")]
    [InlineData("{\\\"the\\\": 1,", "{\\\"the\\\": 1, \\\"the\\\": 2,", "word_index has 'the' twice")]
    [InlineData("{\\\"the\\\": 3,", "{\\\"cow\\\": 3,", "word_index has no index for 'cow', which word_counts has")]
    [InlineData("\\\"the\\\": 2}", "\\\"the\\\": 3}", "'the' in word_docs is 3, where a whole number from 0 to 2 is expected")]
    [InlineData("{\\\"the\\\": 3,", "{\\\"the\\\": 3.5,", "'the' in word_counts is 3.5")]
    [InlineData("\"{\\\"the\\\": 3,", "\"\\\"the\\\": 3,", "file: word_counts: the text is not JSON")]
    public void DamageIsNamed(string old, string damaged, string message)
    {
        string json = Keras.Contains(old, StringComparison.Ordinal) ? Keras.Replace(old, damaged, StringComparison.Ordinal) : damaged;
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Tokenizer.FromJson(json, "file")).Message);
    }

    [Fact]
    public void AFileThatCannotBeWrittenLeavesTheOldOne()
    {
        Assert.Throws<DirectoryNotFoundException>(() => Tokenizer.Fit(["a"]).Save(Path.Combine(_folder, "none", "tokenizer.json")));
        Assert.Throws<FileNotFoundException>(() => Tokenizer.Load(Path.Combine(_folder, "none.json")));
    }
}
