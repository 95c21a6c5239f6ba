using ReId.Ingest.Pipeline;
using ReId.Ingest.Sources;
using ReId.Model.Embedding;

namespace ReId.Cli.Demo;

/// <summary>What the demo was asked for.</summary>
internal sealed record DemoOptions
{
    /// <summary>Videos (or folders of images); each is a camera.</summary>
    public required IReadOnlyList<string> Videos { get; init; }

    /// <summary>Where pictures, summary.json and the gallery go.</summary>
    public required string Output { get; init; }

    public required EmbedderOptions Embedder { get; init; }

    public required IngestOptions Ingest { get; init; }

    public required FrameSourceOptions Source { get; init; }

    /// <summary>Who is where in the footage, if that is known.</summary>
    public FootageTruth? Truth { get; init; }

    /// <summary>How many crops are searched for again.</summary>
    public int Queries { get; init; } = 5;

    /// <summary>Matches of each query.</summary>
    public int K { get; init; } = 8;

    /// <summary>Least cosine similarity at which two groups of tracklets are taken for one person.</summary>
    public float ClusterThreshold { get; init; } = 0.8f;
}
