using System.Numerics;

namespace ReId.Index.Segments.Rows;

/// <summary>What a row must fulfil; a struct, so that the loop over rows is compiled for it.</summary>
internal interface IRowPredicate
{
    bool Passes(int row);
}

/// <summary>A set of rows of a segment, one bit each.</summary>
internal sealed class RowBitmap
{
    /// <param name="words">64 rows each, least significant bit first; bits behind the last row are 0.</param>
    public RowBitmap(ulong[] words)
    {
        Words = words;
        Recount();
    }

    public ulong[] Words { get; }

    /// <summary>Rows in it.</summary>
    public int Count { get; private set; }

    public bool Contains(int row) => (Words[row / 64] & (1UL << (row % 64))) != 0;

    /// <summary>Takes the rows out that do not fulfil it.</summary>
    public void Keep<T>(T predicate)
        where T : struct, IRowPredicate
    {
        for (var at = 0; at < Words.Length; at++)
        {
            var word = Words[at];
            var kept = 0UL;
            if (word == ulong.MaxValue)
            {
                // Without branches on the answer, which a predictor cannot guess.
                for (var bit = 0; bit < 64; bit++)
                {
                    kept |= (predicate.Passes((at * 64) + bit) ? 1UL : 0UL) << bit;
                }
            }
            else
            {
                for (var rest = word; rest != 0; rest &= rest - 1)
                {
                    var bit = BitOperations.TrailingZeroCount(rest);
                    kept |= (predicate.Passes((at * 64) + bit) ? 1UL : 0UL) << bit;
                }
            }

            Words[at] = kept;
        }

        Recount();
    }

    private void Recount()
    {
        var count = 0;
        foreach (var word in Words)
        {
            count += BitOperations.PopCount(word);
        }

        Count = count;
    }
}
