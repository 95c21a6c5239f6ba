using ReId.Contracts;

namespace ReId.Search;

/// <summary>How the HTTP API behaves.</summary>
public sealed record ApiOptions
{
    /// <summary>Whether requests need a key. False only where every address is loopback.</summary>
    public bool Keys { get; init; } = true;

    /// <summary>Largest body of a request, bytes; default 16 MiB.</summary>
    public long MaxBody { get; init; } = 16L << 20;

    /// <summary>Largest picture, pixels; default 50 million.</summary>
    public long MaxPixels { get; init; } = 50_000_000;

    /// <summary>Requests a minute of one key; default 600.</summary>
    public int RequestsPerMinute { get; init; } = 600;

    /// <summary>Detector of <c>detect=true</c>; default <c>hog</c>.</summary>
    public string Detector { get; init; } = "hog";

    /// <summary>What the detector needs.</summary>
    public Ingest.Detection.PersonDetectorOptions Detection { get; init; } = new();

    /// <summary>Folder of model files that an administrator may name in a request; null for none.</summary>
    public string? ModelFolder { get; init; }

    /// <summary>How long a session of the page lasts; default 12 hours.</summary>
    public TimeSpan SessionLength { get; init; } = TimeSpan.FromHours(12);

    /// <summary>How long an event stream is silent at most; default 15 s.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How it finds out who is who.</summary>
    public Identities.IdentityOptions Identities { get; init; } = new();

    /// <summary>Version that <c>/v1/stats</c> names.</summary>
    public string Version { get; init; } = typeof(ApiOptions).Assembly.GetName().Version?.ToString(3) ?? "";

    internal void Validate()
    {
        Identities.Validate();
        if (MaxBody < 1024 || MaxPixels < 1024 || RequestsPerMinute < 1)
        {
            throw new ReIdException("The limits of the API must be at least 1 kB a body, 1024 pixels a picture and 1 request a minute.");
        }
    }
}
