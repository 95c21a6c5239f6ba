namespace ReId.Model.Evaluation.Ranking;

/// <summary>
/// Finds the K-th smallest of any number of values exactly, in 32 MiB and two passes over them: the first counts by the
/// upper 22 bits, the second by the lower 10 bits, in the bins alone that hold what is looked for. Infinite values do
/// not count.
/// </summary>
internal sealed class DistanceCounts
{
    private const int LowerBits = 10;
    private const uint LowerMask = (1u << LowerBits) - 1;

    private readonly long[] _coarse = new long[1 << (32 - LowerBits)];
    private readonly Dictionary<uint, long[]> _fine = [];

    /// <summary>The first pass.</summary>
    public void Add(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if (value < float.PositiveInfinity)
            {
                _coarse[FloatOrder.Key(value) >> LowerBits]++;
            }
        }
    }

    /// <summary>Between the passes: which values are looked for.</summary>
    /// <param name="places">Their places in ascending order, from 0; each below the number of values.</param>
    public void LookFor(IEnumerable<long> places)
    {
        foreach (var place in places)
        {
            _fine.TryAdd(Bin(place).Bin, new long[1 << LowerBits]);
        }
    }

    /// <summary>The second pass, over the same values.</summary>
    public void AddAgain(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if (value < float.PositiveInfinity)
            {
                var key = FloatOrder.Key(value);
                if (_fine.TryGetValue(key >> LowerBits, out var counts))
                {
                    counts[key & LowerMask]++;
                }
            }
        }
    }

    /// <summary>A value that was looked for, and how many are smaller.</summary>
    /// <param name="place">Its place.</param>
    public (float Value, long Below) At(long place)
    {
        var (bin, below) = Bin(place);
        var counts = _fine[bin];
        for (var i = 0u; i < counts.Length; i++)
        {
            if (below + counts[i] > place)
            {
                return (FloatOrder.Value((bin << LowerBits) | i), below);
            }

            below += counts[i];
        }

        // A value that was rounded otherwise the second time may have left the bin: its end is then off by an 8,192nd at most.
        return (FloatOrder.Value((bin << LowerBits) | LowerMask), below);
    }

    private (uint Bin, long Below) Bin(long place)
    {
        var below = 0L;
        for (var bin = 0u; bin < _coarse.Length; bin++)
        {
            if (below + _coarse[bin] > place)
            {
                return (bin, below);
            }

            below += _coarse[bin];
        }

        throw new ArgumentOutOfRangeException(nameof(place), place, "there are fewer values");
    }
}
