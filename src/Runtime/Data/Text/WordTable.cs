namespace Compiled;

/// <summary>Numbers words from 0 in the order in which they come. A word is looked up without making a string of it.</summary>
internal sealed class WordTable
{
    private int[] _buckets = new int[16];
    private Entry[] _entries = new Entry[16];

    /// <summary>The number of words.</summary>
    public int Count { get; private set; }

    /// <summary>The word of a number.</summary>
    public string this[int number] => _entries[number].Word;

    /// <summary>The number of a word, or −1.</summary>
    public int Find(ReadOnlySpan<char> word) => Find(word, string.GetHashCode(word));

    /// <summary>The number of a word, a new one if it was not there.</summary>
    public int Add(ReadOnlySpan<char> word)
    {
        int hash = string.GetHashCode(word);
        int number = Find(word, hash);
        if (number >= 0)
        {
            return number;
        }

        if (Count == _entries.Length)
        {
            Grow();
        }

        number = Count++;
        _entries[number] = new(word.ToString(), hash, 0);
        Link(number);
        return number;
    }

    private int Find(ReadOnlySpan<char> word, int hash)
    {
        // Heads and links are numbers from 1; 0 ends a chain.
        for (int link = _buckets[hash & (_buckets.Length - 1)]; link > 0; link = _entries[link - 1].Next)
        {
            ref readonly Entry entry = ref _entries[link - 1];
            if (entry.Hash == hash && word.SequenceEqual(entry.Word))
            {
                return link - 1;
            }
        }

        return -1;
    }

    private void Grow()
    {
        Array.Resize(ref _entries, 2 * _entries.Length);
        _buckets = new int[_entries.Length];
        for (int number = 0; number < Count; number++)
        {
            Link(number);
        }
    }

    private void Link(int number)
    {
        ref int head = ref _buckets[_entries[number].Hash & (_buckets.Length - 1)];
        _entries[number] = _entries[number] with { Next = head };
        head = number + 1;
    }

    private readonly record struct Entry(string Word, int Hash, int Next);
}
