using ReId.Index;
using ReId.Model.Embedding;

namespace ReId.Cli.Hosting;

/// <summary>Everything that the in-process pipeline (ingest → embed → index) is composed of.</summary>
internal sealed record PipelineOptions
{
    public required GalleryOptions Gallery { get; init; }

    /// <summary>The gallery's directory as the user wrote it; null for its whole path.</summary>
    public string? Shown { get; init; }

    public required EmbedderOptions Embedder { get; init; }

    /// <summary>Runs when the model is open and before the gallery is: a misspelt model must not cost an old gallery.</summary>
    public Func<CancellationToken, Task>? BeforeGallery { get; init; }
}
