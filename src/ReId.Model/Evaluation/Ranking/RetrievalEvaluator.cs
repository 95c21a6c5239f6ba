using ReId.Contracts;
using ReId.Model.Evaluation.Distances;
using ReId.Model.Evaluation.Labels;

namespace ReId.Model.Evaluation.Ranking;

/// <summary>
/// Scores a ranking: CMC, mAP, mINP, mAP@R and TPR at FPR in one pass over blocks of distances, or two for very large sets.
/// </summary>
public static class RetrievalEvaluator
{
    /// <summary>Scores every query.</summary>
    /// <param name="distances">Distances of queries and gallery.</param>
    /// <param name="task">What each query must find.</param>
    /// <param name="options">Which rates; null for the defaults.</param>
    /// <param name="progress">Told the number of queries done, after every block; may be null.</param>
    /// <param name="cancellationToken">Stops between blocks.</param>
    /// <exception cref="ReIdException">No query has a match.</exception>
    public static RetrievalScores Evaluate(
        IDistanceRows distances, RetrievalTask task, RetrievalOptions? options = null, IProgress<int>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(distances);
        ArgumentNullException.ThrowIfNull(task);
        if (distances.Queries != task.Queries.Count || distances.Gallery != task.Gallery.Count)
        {
            throw new ArgumentException("the distances and the labels are of different numbers of pictures", nameof(distances));
        }

        options ??= new RetrievalOptions();
        var negatives = task.CountNegativePairs();
        var wrong = new NegativeDistances(options, negatives);
        var scores = new QueryScore?[task.Queries.Count];
        var positives = new List<float>();
        var rowsPerBlock = DistanceBlocks.Rows(task.Queries.Count, task.Gallery.Count);
        var block = new float[rowsPerBlock * task.Gallery.Count];
        for (var first = 0; first < task.Queries.Count; first += rowsPerBlock)
        {
            var count = Math.Min(rowsPerBlock, task.Queries.Count - first);
            distances.Fill(first, count, block, cancellationToken);
            positives.AddRange(Rank(distances, block, first, count, task, scores, cancellationToken));
            wrong.Add(block.AsSpan(0, count * task.Gallery.Count));
            progress?.Report(first + count);
        }

        if (wrong.NeedsSecondPass)
        {
            CountAgain(distances, task, wrong, block, rowsPerBlock, progress, cancellationToken);
        }

        return Finish(task, scores, positives, wrong, negatives);
    }

    /// <summary>Ranks the matches of each row; afterwards only the distances of wrong answers are finite.</summary>
    private static IEnumerable<float> Rank(
        IDistanceRows distances, float[] block, int first, int count, RetrievalTask task, QueryScore?[] scores,
        CancellationToken cancellationToken)
    {
        var refined = distances as IRefinedDistances;
        var found = new float[count][];
        Parallel.For(0, count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            var row = block.AsSpan(i * task.Gallery.Count, task.Gallery.Count);
            var (matches, ignored) = (new List<int>(), new List<int>());
            task.Split(first + i, matches, ignored);
            foreach (var entry in ignored)
            {
                row[entry] = float.PositiveInfinity;
            }

            var entries = matches.ToArray();
            if (entries.Length > 0)
            {
                var ranks = new int[entries.Length];
                MatchRanks.Find(row, entries, ranks, refined, first + i);
                scores[first + i] = QueryScore.FromRanks(first + i, ranks);
            }

            found[i] = new float[entries.Length];
            for (var m = 0; m < entries.Length; m++)
            {
                found[i][m] = row[entries[m]];
                row[entries[m]] = float.PositiveInfinity;
            }
        });
        return found.SelectMany(distances => distances);
    }

    private static void CountAgain(
        IDistanceRows distances, RetrievalTask task, NegativeDistances wrong, float[] block, int rowsPerBlock,
        IProgress<int>? progress, CancellationToken cancellationToken)
    {
        wrong.BeginSecondPass();
        for (var first = 0; first < task.Queries.Count; first += rowsPerBlock)
        {
            // The same blocks as before: a matrix product of another shape rounds in another way.
            var count = Math.Min(rowsPerBlock, task.Queries.Count - first);
            distances.Fill(first, count, block, cancellationToken);
            var (matches, ignored) = (new List<int>(), new List<int>());
            for (var i = 0; i < count; i++)
            {
                task.Split(first + i, matches, ignored);
                foreach (var entry in matches.Concat(ignored))
                {
                    block[(i * task.Gallery.Count) + entry] = float.PositiveInfinity;
                }
            }

            wrong.AddAgain(block.AsSpan(0, count * task.Gallery.Count));
            progress?.Report(first + count);
        }
    }

    private static RetrievalScores Finish(
        RetrievalTask task, QueryScore?[] scores, List<float> positives, NegativeDistances wrong, long negatives)
    {
        var valid = scores.OfType<QueryScore>().ToArray();
        if (valid.Length == 0)
        {
            throw new ReIdException(task.HasCameras
                ? $"None of the {task.Queries.Count} queries has a match: the gallery must hold their identities, taken by other cameras."
                : $"None of the {task.Queries.Count} queries has a match: the gallery must hold other pictures of their identities.");
        }

        var near = positives.ToArray();
        Array.Sort(near);
        return new RetrievalScores(task.Queries.Count, valid, near.Length, negatives, wrong.Points(near));
    }
}
