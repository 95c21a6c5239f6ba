using ReId.Cli.Hosting.Bus;
using ReId.Model.Embedding;

namespace ReId.Cli.Hosting.Parts;

/// <summary>What a worker is composed of.</summary>
internal sealed record WorkerOptions
{
    public required BusOptions Bus { get; init; }

    public required EmbedderOptions Embedder { get; init; }

    /// <summary>Where its health is answered; none for nowhere.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];
}
