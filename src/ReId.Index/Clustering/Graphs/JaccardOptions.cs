using ReId.Contracts;

namespace ReId.Index.Clustering.Graphs;

/// <summary>Parameters of the k-reciprocal Jaccard distance.</summary>
public sealed record JaccardOptions
{
    /// <summary>Neighbours that must name each other; default 20.</summary>
    public int K1 { get; init; } = 20;

    /// <summary>Rows, itself included, whose encodings are averaged; default 6, 1 for none.</summary>
    public int K2 { get; init; } = 6;

    /// <summary>Pairs farther than this are not kept and count as 1; default 0.95.</summary>
    public double Cutoff { get; init; } = 0.95;

    internal void Validate()
    {
        if (K1 is < 1 or > 1000 || K2 < 1 || K2 > K1 + 1)
        {
            throw new ClusteringSettingException(name => $"{name("k1")} is 1 to 1000 and {name("k2")} from 1 to {name("k1")} + 1, not {K1} and {K2}.");
        }

        if (!(Cutoff is > 0 and < 1))
        {
            throw new ReIdException(FormattableString.Invariant($"The cut-off of the Jaccard distance is above 0 and below 1, not {Cutoff}."));
        }
    }
}
