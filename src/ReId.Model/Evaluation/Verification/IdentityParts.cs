using ReId.Model.Evaluation.Labels;

namespace ReId.Model.Evaluation.Verification;

/// <summary>
/// Divides the identities of a set, never the pictures of one: what was chosen on some people is measured on others.
/// Identities that give pairs of their own and those that do not are divided apart, so that each part has its share.
/// </summary>
public static class IdentityParts
{
    /// <summary>Divides into folds of nearly equal numbers of identities.</summary>
    /// <param name="labels">Who is on the pictures.</param>
    /// <param name="folds">How many folds, at least 1.</param>
    /// <param name="seed">Equal seeds give equal folds.</param>
    /// <returns>For every identity its fold.</returns>
    public static Dictionary<int, int> Folds(RetrievalLabels labels, int folds, int seed)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(folds, 1);
        var result = new Dictionary<int, int>();
        var (several, single) = Shuffled(labels, seed);
        foreach (var identity in several.Concat(single))
        {
            result.Add(identity, result.Count % folds);
        }

        return result;
    }

    /// <summary>Holds out a share of the identities.</summary>
    /// <param name="labels">Who is on the pictures.</param>
    /// <param name="share">Above 0 and below 1; at least one identity of each sort is on each side where there are two.</param>
    /// <param name="seed">Equal seeds give equal parts.</param>
    /// <returns>The identities that are held out.</returns>
    public static HashSet<int> HoldOut(RetrievalLabels labels, double share, int seed)
    {
        var (several, single) = Shuffled(labels, seed);
        return [.. Part(several), .. Part(single)];

        IEnumerable<int> Part(int[] identities)
        {
            // One identity alone gives no pair of two.
            var least = identities.Length >= 4 ? 2 : 1;
            return identities.Length < 2
                ? []
                : identities.Take(Math.Clamp((int)Math.Round(share * identities.Length), least, identities.Length - least));
        }
    }

    /// <summary>The identities with a pair of pictures that counts as a match.</summary>
    /// <param name="labels">Who is on the pictures, and by which camera.</param>
    public static IReadOnlySet<int> WithPairs(RetrievalLabels labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var first = new Dictionary<int, int>();
        var result = new HashSet<int>();
        for (var i = 0; i < labels.Count; i++)
        {
            if (!first.TryAdd(labels.Identities[i], i)
                && (labels.Cameras is null || labels.Cameras[first[labels.Identities[i]]] != labels.Cameras[i]))
            {
                result.Add(labels.Identities[i]);
            }
        }

        return result;
    }

    private static (int[] Several, int[] Single) Shuffled(RetrievalLabels labels, int seed)
    {
        var paired = WithPairs(labels);
        int[] several = [.. labels.Identities.Distinct().Where(paired.Contains).Order()];
        int[] single = [.. labels.Identities.Distinct().Where(identity => !paired.Contains(identity)).Order()];
        var random = new Random(seed);
        random.Shuffle(several);
        random.Shuffle(single);
        return (several, single);
    }
}
