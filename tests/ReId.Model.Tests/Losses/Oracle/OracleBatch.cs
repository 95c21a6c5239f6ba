namespace ReId.Model.Tests.Losses.Oracle;

/// <summary>A batch as scalars, with the simple arithmetic that oracles share.</summary>
internal sealed class OracleBatch(double[,] embeddings, long[] labels, IReadOnlyDictionary<string, double[,]> parameters)
{
    private readonly Dictionary<string, Num[][]> _parameters = parameters.ToDictionary(one => one.Key, one => Rows(one.Value));

    public Num[][] X { get; } = Rows(embeddings);

    public long[] Y { get; } = labels;

    public int N => Y.Length;

    public IEnumerable<int> All => Enumerable.Range(0, N);

    public Num[][] Parameter(string name) => _parameters[name];

    /// <summary>Images of the same identity, the image itself left out.</summary>
    public int[] Positives(int i) => [.. All.Where(j => j != i && Y[j] == Y[i])];

    public int[] Negatives(int i) => [.. All.Where(j => Y[j] != Y[i])];

    public IEnumerable<int> ValidAnchors => All.Where(i => Positives(i).Length > 0 && Negatives(i).Length > 0);

    public IEnumerable<(int A, int P, int N)> Triplets =>
        from a in All from p in Positives(a) from n in Negatives(a) select (a, p, n);

    public static Num Dot(Num[] a, Num[] b) => Num.Sum(a.Zip(b, (x, y) => x * y));

    public static Num Norm(Num[] a) => Num.Sqrt(Dot(a, a));

    public static Num[] Unit(Num[] a)
    {
        var norm = Norm(a);
        return [.. a.Select(x => x / (norm.Value > 1e-12 ? norm : 1e-12))];
    }

    public static Num Cosine(Num[] a, Num[] b) => Dot(Unit(a), Unit(b));

    public static Num Squared(Num[] a, Num[] b)
    {
        Num[] apart = [.. a.Zip(b, (x, y) => x - y)];
        return Dot(apart, apart);
    }

    public static Num Mean(IEnumerable<Num> terms)
    {
        Num[] all = [.. terms];
        return all.Length == 0 ? Num.Zero : Num.Sum(all) / all.Length;
    }

    public static Num MeanNonzero(IEnumerable<Num> terms) => Mean(terms.Where(term => term.Value > 0));

    /// <summary>All distances of the batch.</summary>
    public Num[,] Distances(bool squared = false, bool normalize = false)
    {
        var points = normalize ? [.. X.Select(Unit)] : X;
        var matrix = new Num[N, N];
        for (var i = 0; i < N; i++)
        {
            for (var j = 0; j < N; j++)
            {
                var square = Squared(points[i], points[j]);
                matrix[i, j] = squared ? square : Num.Sqrt(square);
            }
        }

        return matrix;
    }

    /// <summary>Mean cross-entropy of rows of logits, with smoothed targets.</summary>
    public Num CrossEntropy(Func<int, Num[]> logits, double smoothing = 0) => Mean(All.Select(i =>
    {
        var z = logits(i);
        var total = Num.LogSumExp(z);
        return Num.Sum(z.Select((value, c) => (total - value) * ((c == Y[i] ? 1 - smoothing : 0) + (smoothing / z.Length))));
    }));

    private static Num[][] Rows(double[,] matrix) =>
        [.. Enumerable.Range(0, matrix.GetLength(0)).Select(i => Enumerable.Range(0, matrix.GetLength(1)).Select(j => (Num)matrix[i, j]).ToArray())];
}
