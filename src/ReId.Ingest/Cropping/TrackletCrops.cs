namespace ReId.Ingest.Cropping;

/// <summary>
/// The candidates of one open tracklet: the best crop of each <see cref="CropOptions.Spacing"/>, so that memory is
/// bounded by time, not by frame rate.
/// </summary>
internal sealed class TrackletCrops(CropOptions options)
{
    private readonly List<CapturedCrop> _candidates = [];
    private DateTimeOffset _start;
    private DateTimeOffset _slot;

    /// <summary>Whether a crop of this time and quality would be kept; asked before it is encoded.</summary>
    public bool Wants(DateTimeOffset capturedAt, float quality) =>
        _candidates.Count == 0 || capturedAt - _slot >= options.Spacing || quality > _candidates[^1].Quality;

    /// <summary>Adds a crop that <see cref="Wants"/> accepted.</summary>
    public void Add(CapturedCrop crop)
    {
        if (_candidates.Count == 0)
        {
            _start = _slot = crop.CapturedAt;
        }
        else if (crop.CapturedAt - _slot >= options.Spacing)
        {
            _slot = crop.CapturedAt;
        }
        else
        {
            _candidates.RemoveAt(_candidates.Count - 1);
        }

        _candidates.Add(crop);
    }

    /// <summary>Whether the tracklet lasts so long that its crops must not wait for its end.</summary>
    public bool IsLong(DateTimeOffset now) => _candidates.Count > 0 && now - _start >= options.LongTracklet;

    /// <summary>
    /// Keeps only what <see cref="TakeBest"/> would give: a pattern on the floor that is found for hours must not fill
    /// the memory, and a person who is confirmed late does not lose the first crops.
    /// </summary>
    public void Thin(DateTimeOffset now)
    {
        _candidates.AddRange(TakeBest());
        _start = now;
    }

    /// <summary>The best crops, spread over the tracklet's time, in the order of capture; the collection starts anew.</summary>
    public IReadOnlyList<CapturedCrop> TakeBest()
    {
        CapturedCrop[] all = [.. _candidates];
        _candidates.Clear();
        if (all.Length == 0)
        {
            return [];
        }

        // The best of each of K equal parts: the K best alone would all show the same moment. The last crop of a part
        // and the first of the next may still lie close together.
        var floor = options.MinRelativeQuality * all.Max(c => c.Quality);
        var best = new List<CapturedCrop>();
        foreach (var part in all.Index().GroupBy(x => (long)x.Index * options.PerTracklet / all.Length, x => x.Item))
        {
            var spaced = part.Where(
                c => c.Quality >= floor && (best.Count == 0 || c.CapturedAt - best[^1].CapturedAt >= options.Spacing));
            if (spaced.MaxBy(c => c.Quality) is { } crop)
            {
                best.Add(crop);
            }
        }

        return best;
    }
}
