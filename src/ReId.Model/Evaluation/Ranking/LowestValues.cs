namespace ReId.Model.Evaluation.Ranking;

/// <summary>Keeps the K smallest of a stream of values that is too long to keep, in memory for 1.5 K of them.</summary>
internal sealed class LowestValues
{
    private const int LeastRoom = 4096;

    private readonly int _kept;
    private readonly float[] _values;
    private int _count;
    private float _bound = float.PositiveInfinity;

    public LowestValues(int kept)
    {
        _kept = kept;
        _values = new float[checked(kept + Math.Max(LeastRoom, kept / 2))];
    }

    /// <summary>Adds values; infinite ones never belong to the smallest.</summary>
    public void Add(ReadOnlySpan<float> values)
    {
        foreach (var value in values)
        {
            if (value < _bound)
            {
                _values[_count++] = value;
                if (_count == _values.Length)
                {
                    Shrink();
                }
            }
        }
    }

    /// <summary>The smallest values, ascending.</summary>
    public float[] Sorted()
    {
        var values = _values[.._count];
        Array.Sort(values);
        return values.Length > _kept ? values[.._kept] : values;
    }

    // Brings the K smallest to the front; from now on only a value below the greatest of them can belong there.
    private void Shrink()
    {
        var (low, high) = (0, _count - 1);
        while (low < high)
        {
            var pivot = MedianOfThree(_values[low], _values[low + ((high - low) / 2)], _values[high]);
            var (i, j) = (low, high);
            while (i <= j)
            {
                while (_values[i] < pivot)
                {
                    i++;
                }

                while (_values[j] > pivot)
                {
                    j--;
                }

                if (i <= j)
                {
                    (_values[i], _values[j]) = (_values[j], _values[i]);
                    i++;
                    j--;
                }
            }

            if (_kept - 1 <= j)
            {
                high = j;
            }
            else if (_kept - 1 >= i)
            {
                low = i;
            }
            else
            {
                break;
            }
        }

        _bound = _values[_kept - 1];
        _count = _kept;
    }

    private static float MedianOfThree(float a, float b, float c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
