using ReId.Ingest.Sources;

namespace ReId.Cli.Hosting.Serving;

/// <summary>A source and what may be shown of where it is.</summary>
internal sealed record NamedSource(IFrameSource Source, string Shown);
