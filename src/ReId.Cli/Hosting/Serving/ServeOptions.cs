using System.Security.Cryptography.X509Certificates;
using ReId.Cli.Hosting.Bus;
using ReId.Index;
using ReId.Ingest.Pipeline;
using ReId.Model.Embedding;
using ReId.Search;

namespace ReId.Cli.Hosting.Serving;

/// <summary>What a server is composed of.</summary>
internal sealed record ServeOptions
{
    public required GalleryOptions Gallery { get; init; }

    public required EmbedderOptions Embedder { get; init; }

    public required IReadOnlyList<string> Urls { get; init; }

    public required ApiOptions Api { get; init; }

    public BusOptions Bus { get; init; } = BusOptions.InMemory;

    /// <summary>Of https:// addresses.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Whether crops of the bus are embedded here, too: no other worker is there.</summary>
    public bool Embeds { get; init; }

    /// <summary>What this process ingests; it closes them.</summary>
    public IReadOnlyList<NamedSource> Sources { get; init; } = [];

    public IngestOptions Ingest { get; init; } = new();
}
