using ReId.Cli.Hosting.Bus;

namespace ReId.Cli.Hosting.Parts;

/// <summary>What every process has that does one part of the work and passes it on over a broker.</summary>
internal sealed record PartOptions
{
    public required BusOptions Bus { get; init; }

    /// <summary>Where <c>/healthz</c> and <c>/readyz</c> answer; none by default.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>The gallery's folder of pictures, for those that are too large for a message; null where it is not reached.</summary>
    public string? Blobs { get; init; }
}
