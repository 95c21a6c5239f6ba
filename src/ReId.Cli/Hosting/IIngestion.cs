using ReId.Ingest.Pipeline;
using ReId.Ingest.Sources;

namespace ReId.Cli.Hosting;

/// <summary>Takes the crops of sources in: into a gallery of this process, or to a broker.</summary>
internal interface IIngestion : IAsyncDisposable
{
    /// <summary>Reads a source to its end; returns when its crops are safe.</summary>
    /// <exception cref="Contracts.ReIdException">The source is unusable, or its crops cannot be stored.</exception>
    Task<IngestReport> IngestAsync(
        IFrameSource source, IngestOptions options, IProgress<IngestProgress>? progress, CancellationToken cancellationToken);

    /// <summary>Where the crops went, one line for the user.</summary>
    Task<string> DescribeAsync();
}
