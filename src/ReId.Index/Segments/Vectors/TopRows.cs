namespace ReId.Index.Segments.Vectors;

/// <summary>A row that a search found.</summary>
internal readonly record struct ScoredRow(int Row, float Score);

/// <summary>The best k of many rows: greatest score first, among equal ones the least row.</summary>
internal sealed class TopRows(int k)
{
    private readonly List<ScoredRow> _heap = new(Math.Min(k, 1024)); // The worst one on top.

    /// <summary>A row must beat this score to get in.</summary>
    public float Least { get; private set; } = float.NegativeInfinity;

    public void Offer(int row, float score)
    {
        if (_heap.Count < k)
        {
            _heap.Add(new ScoredRow(row, score));
            Rise(_heap.Count - 1);
        }
        else if (k > 0 && Worse(_heap[0], new ScoredRow(row, score)))
        {
            _heap[0] = new ScoredRow(row, score);
            Sink();
        }

        if (_heap.Count == k && k > 0)
        {
            Least = _heap[0].Score;
        }
    }

    public void Offer(TopRows others)
    {
        foreach (var other in others._heap)
        {
            Offer(other.Row, other.Score);
        }
    }

    /// <summary>Best first.</summary>
    public List<ScoredRow> Ordered()
    {
        var rows = new List<ScoredRow>(_heap);
        rows.Sort((a, b) => Worse(a, b) ? 1 : Worse(b, a) ? -1 : 0);
        return rows;
    }

    private static bool Worse(ScoredRow a, ScoredRow b) =>
        a.Score < b.Score || (a.Score == b.Score && a.Row > b.Row);

    private void Rise(int at)
    {
        for (var above = (at - 1) / 2; at > 0 && Worse(_heap[at], _heap[above]); above = (at - 1) / 2)
        {
            (_heap[at], _heap[above]) = (_heap[above], _heap[at]);
            at = above;
        }
    }

    private void Sink()
    {
        for (var at = 0; ;)
        {
            var worst = at;
            for (var below = (2 * at) + 1; below <= (2 * at) + 2 && below < _heap.Count; below++)
            {
                worst = Worse(_heap[below], _heap[worst]) ? below : worst;
            }

            if (worst == at)
            {
                return;
            }

            (_heap[at], _heap[worst]) = (_heap[worst], _heap[at]);
            at = worst;
        }
    }
}
