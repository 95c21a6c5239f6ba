using ReId.Contracts;
using ReId.Ingest.Pipeline;
using ReId.Ingest.Sources;

namespace ReId.Cli.Hosting;

/// <summary>What <c>reid ingest</c> does with a source, in this process or with others behind a broker.</summary>
internal interface IIngestion : IAsyncDisposable
{
    /// <summary>Reads a source to its end; returns when every crop is indexed or given up with a reason.</summary>
    /// <exception cref="ReIdException">The source is unusable, or crops could not be stored (a full disk, say).</exception>
    Task<IngestReport> IngestAsync(
        IFrameSource source, IngestOptions options, IProgress<IngestProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Where the crops of all sources are now, in a line.</summary>
    Task<string> ConcludeAsync();
}
