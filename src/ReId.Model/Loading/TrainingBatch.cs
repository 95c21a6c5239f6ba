using System.Buffers;

namespace ReId.Model.Loading;

/// <summary>A batch that is ready for the network. Dispose it: its memory is used again.</summary>
public sealed class TrainingBatch : IDisposable
{
    private readonly int _pictureSize;

    internal TrainingBatch(int capacity, int pictureSize)
    {
        _pictureSize = pictureSize;
        Pixels = ArrayPool<float>.Shared.Rent(capacity * pictureSize);
        Labels = new long[capacity];
        Positions = new int[capacity];
    }

    /// <summary>Count×3×H×W normalised values; what lies behind them is undefined.</summary>
    public float[] Pixels { get; private set; }

    /// <summary>Pictures.</summary>
    public int Count { get; internal set; }

    /// <summary>The identity of each picture.</summary>
    public long[] Labels { get; private set; }

    /// <summary>The place of each picture in the training list.</summary>
    public int[] Positions { get; private set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Pixels.Length > 0)
        {
            ArrayPool<float>.Shared.Return(Pixels);
            Pixels = [];
        }
    }

    internal Span<float> Slot(int index) => Pixels.AsSpan(index * _pictureSize, _pictureSize);

    /// <summary>Closes the gaps of pictures that could not be decoded.</summary>
    internal void Keep(IReadOnlyList<bool> good)
    {
        var kept = 0;
        for (var i = 0; i < good.Count; i++)
        {
            if (good[i])
            {
                Slot(i).CopyTo(Slot(kept));
                (Labels[kept], Positions[kept]) = (Labels[i], Positions[i]);
                kept++;
            }
        }

        Count = kept;
        (Labels, Positions) = (Labels[..kept], Positions[..kept]);
    }
}
