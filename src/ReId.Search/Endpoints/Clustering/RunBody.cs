using System.Globalization;
using ReId.Index.Clustering;
using ReId.Index.Clustering.Pipeline;
using ReId.Index.Clustering.Strategies;
using ReId.Index.Identities;
using ReId.Search.Problems;

namespace ReId.Search.Endpoints.Clustering;

/// <summary>A run that is asked for; what is left out is as at night.</summary>
public sealed record RunBody
{
    /// <summary>Whose vectors are compared; default the served model.</summary>
    public string? ModelId { get; init; }

    /// <summary>Name of the algorithm.</summary>
    public string? Algorithm { get; init; }

    /// <summary>What two crops are compared by.</summary>
    public ClusterDistance? Distance { get; init; }

    /// <summary>Greatest distance of two that belong together.</summary>
    public double? Eps { get; init; }

    /// <summary>Crops within reach that make a core.</summary>
    public int? MinSamples { get; init; }

    /// <summary>Crops that make a cluster.</summary>
    public int? MinSize { get; init; }

    /// <summary>Of the agglomerative algorithm.</summary>
    public Linkage? Linkage { get; init; }

    /// <summary>First neighbourhood of the Jaccard distance.</summary>
    public int? K1 { get; init; }

    /// <summary>Second one.</summary>
    public int? K2 { get; init; }

    /// <summary>Tracklets that make a new identity.</summary>
    public int? MinTracklets { get; init; }

    /// <summary>Whether what all crops of a camera have in common is taken off first.</summary>
    public bool? CentreCameras { get; init; }

    internal RunSettings Settings(RunSettings nightly)
    {
        if (Algorithm is { } algorithm && !GraphClustererCatalog.Names.Contains(algorithm))
        {
            throw ApiException.Bad($"'algorithm' must be one of {string.Join(", ", GraphClustererCatalog.Names)}.");
        }

        if (MinTracklets is < 1)
        {
            throw ApiException.Bad(string.Create(CultureInfo.InvariantCulture, $"'minTracklets' must be at least 1, not {MinTracklets}."));
        }

        return nightly with
        {
            Algorithm = Algorithm ?? nightly.Algorithm,
            Distance = Distance ?? nightly.Distance,
            Eps = Eps ?? nightly.Eps,
            MinSamples = MinSamples ?? nightly.MinSamples,
            MinSize = MinSize ?? nightly.MinSize,
            Linkage = Linkage ?? nightly.Linkage,
            K1 = K1 ?? nightly.K1,
            K2 = K2 ?? nightly.K2,
            MinTracklets = MinTracklets ?? nightly.MinTracklets,
            CentreCameras = CentreCameras ?? nightly.CentreCameras,
        };
    }

    /// <summary>The field of a setting; null for the one that a request does not have.</summary>
    internal static string? FieldOf(string setting) => setting == "exactUpTo" ? null : $"'{setting}'";
}
