using ReId.Contracts;
using ReId.Model.Embedding;

namespace ReId.Model.Inference.Engines;

/// <summary>
/// What runs networks for inference. A new engine is one class and one line in <see cref="InferenceEngines"/>; its
/// extractors inherit the feature extractor's contract suite.
/// </summary>
internal interface IInferenceEngine
{
    /// <summary>Name for <c>--engine</c>.</summary>
    string Name { get; }

    /// <summary>Name in sentences.</summary>
    string Title { get; }

    /// <summary>Why its library cannot be used on this machine and what to do, as one sentence; null when it can.</summary>
    string? Missing { get; }

    /// <summary>Whether it serves a device; one that serves every kind says so of any name and refuses when opening.</summary>
    /// <param name="device"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    bool RunsOn(string device);

    /// <summary>Whether it reads a file of this kind, by its name.</summary>
    /// <param name="weights">Path of a model file.</param>
    bool Reads(string weights);

    /// <summary>Loads a model file; the caller disposes the extractor.</summary>
    /// <param name="options">Weights, device, threads, and whom to tell what was assumed.</param>
    /// <exception cref="ReIdException">The file cannot be used; the message says why.</exception>
    IFeatureExtractor Open(EmbedderOptions options);
}
