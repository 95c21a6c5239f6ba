using ReId.Cli.Hosting.Bus;

namespace ReId.Cli.Hosting.Parts;

/// <summary>What ingestion for a broker is composed of.</summary>
internal sealed record RemoteIngestOptions
{
    public required BusOptions Bus { get; init; }

    /// <summary>How long the answer to a crop is waited for once the broker has it.</summary>
    public TimeSpan Expiry { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Where its health is answered; none for nowhere.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];
}
