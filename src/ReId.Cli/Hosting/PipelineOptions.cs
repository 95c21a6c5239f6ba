using ReId.Index;
using ReId.Model.Embedding;

namespace ReId.Cli.Hosting;

/// <summary>Everything that the in-process pipeline (ingest → embed → index) is composed of.</summary>
internal sealed record PipelineOptions
{
    public required GalleryOptions Gallery { get; init; }

    public required EmbedderOptions Embedder { get; init; }
}
