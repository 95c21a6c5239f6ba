using System.CommandLine;
using System.Text.Json;
using ReId.Contracts;
using ReId.Index.Clustering;
using ReId.Index.Clustering.Pipeline;
using ReId.Index.Clustering.Strategies;

namespace ReId.Cli.Commands.Cluster;

/// <summary>The options that say how to cluster.</summary>
internal sealed class ClusterSettings
{
    private static readonly string[] s_distances = [.. Enum.GetNames<ClusterDistance>().Select(name => name.ToLowerInvariant())];
    private static readonly ClusteringPipelineOptions s_default = new();

    private readonly Option<string> _algorithm = new("--algorithm")
    {
        Description = $"{string.Join(", ", GraphClustererCatalog.Names)}",
        HelpName = "NAME",
        DefaultValueFactory = _ => s_default.Algorithm,
    };

    private readonly Option<string?> _distance = new("--distance")
    {
        Description = $"{string.Join(", ", s_distances)}; default euclidean (features as they are) for dbscan, else jaccard (k-reciprocal neighbours)",
        HelpName = "NAME",
    };

    private readonly Option<double> _eps = new("--eps")
    {
        Description = "Greatest distance of two that belong together",
        HelpName = "E",
        DefaultValueFactory = _ => s_default.Clustering.Eps,
    };

    private readonly Option<int> _minSamples = new("--min-samples")
    {
        Description = "Rows within reach, itself included, that make a core (dbscan, hdbscan)",
        HelpName = "M",
        DefaultValueFactory = _ => s_default.Clustering.MinSamples,
    };

    private readonly Option<int> _minSize = new("--min-size")
    {
        Description = "Smaller clusters are noise",
        HelpName = "N",
        DefaultValueFactory = _ => s_default.Clustering.MinSize,
    };

    private readonly Option<string> _linkage = new("--linkage")
    {
        Description = "average, complete or single (agglomerative)",
        HelpName = "NAME",
        DefaultValueFactory = _ => "average",
    };

    private readonly Option<int> _k1 = new("--k1") { Description = "Neighbours that must name each other (jaccard)", HelpName = "N", DefaultValueFactory = _ => s_default.Jaccard.K1 };

    private readonly Option<int> _k2 = new("--k2") { Description = "Rows whose encodings are averaged (jaccard)", HelpName = "N", DefaultValueFactory = _ => s_default.Jaccard.K2 };

    private readonly Option<int> _exact = new("--exact-up-to")
    {
        Description = "Rows up to which all are compared with all; above, cells of k-means are searched",
        HelpName = "N",
        DefaultValueFactory = _ => s_default.Neighbours.ExactUpTo,
    };

    private readonly Option<int> _probes = new("--probes")
    {
        Description = "Cells of k-means that each row searches",
        HelpName = "N",
        DefaultValueFactory = _ => s_default.Neighbours.Probes,
    };

    public void AddTo(Command command) =>
        Array.ForEach<Option>([_algorithm, _distance, _eps, _minSamples, _minSize, _linkage, _k1, _k2, _exact, _probes], command.Options.Add);

    public ClusteringPipelineOptions Read(ParseResult parsed)
    {
        var algorithm = parsed.GetValue(_algorithm)!;
        if (!GraphClustererCatalog.Names.Contains(algorithm))
        {
            throw new UsageException($"--algorithm '{algorithm}' is unknown: choose {string.Join(", ", GraphClustererCatalog.Names)}.");
        }

        var distance = parsed.GetValue(_distance) ?? (algorithm == "dbscan" ? "euclidean" : "jaccard");
        if (!s_distances.Contains(distance))
        {
            throw new UsageException($"--distance '{distance}' is unknown: choose {string.Join(", ", s_distances)}.");
        }

        var linkage = parsed.GetValue(_linkage)!;
        if (linkage is not ("average" or "complete" or "single"))
        {
            throw new UsageException($"--linkage '{linkage}' is unknown: choose average, complete or single.");
        }

        var options = new ClusteringPipelineOptions
        {
            Algorithm = algorithm,
            Distance = Enum.Parse<ClusterDistance>(distance, ignoreCase: true),
            Clustering = new GraphClusteringOptions
            {
                Eps = parsed.GetValue(_eps),
                MinSamples = parsed.GetValue(_minSamples),
                MinSize = parsed.GetValue(_minSize),
                Linkage = Enum.Parse<Linkage>(linkage, ignoreCase: true),
            },
            Jaccard = s_default.Jaccard with { K1 = parsed.GetValue(_k1), K2 = parsed.GetValue(_k2) },
            Neighbours = s_default.Neighbours with { ExactUpTo = parsed.GetValue(_exact), Probes = parsed.GetValue(_probes) },
        };
        try
        {
            options.Validate();
        }
        catch (ClusteringSettingException e)
        {
            throw Usage(e);
        }
        catch (ReIdException e)
        {
            throw new UsageException(e.Message);
        }

        return options;
    }

    /// <summary>Does the work; a setting that does not go with as many rows as there are is wrong usage too.</summary>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work().ConfigureAwait(false);
        }
        catch (ClusteringSettingException e)
        {
            throw Usage(e);
        }
    }

    private static UsageException Usage(ClusteringSettingException wrong) =>
        new(wrong.Said(name => "--" + JsonNamingPolicy.KebabCaseLower.ConvertName(name)));
}
