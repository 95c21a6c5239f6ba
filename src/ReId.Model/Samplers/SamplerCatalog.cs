using ReId.Contracts;

namespace ReId.Model.Samplers;

/// <summary>The samplers by name. Adding one is one line here.</summary>
public static class SamplerCatalog
{
    private static readonly OrderedDictionary<string, Func<TrainingLabels, SamplerOptions, IBatchSampler>> s_all = new(StringComparer.OrdinalIgnoreCase)
    {
        ["shuffle"] = (labels, options) => new ShuffleSampler(labels, options),
        ["pk"] = (labels, options) => new PkSampler("pk", labels, options, byCamera: false),
        ["pk_camera"] = (labels, options) => new PkSampler("pk_camera", labels, options, byCamera: true),
        ["facenet"] = (labels, options) => new PkSampler("facenet", labels, options with { Scarce = ScarcePolicy.All }, byCamera: false),
    };

    /// <summary>The names there are.</summary>
    public static IReadOnlyCollection<string> Names => s_all.Keys;

    /// <summary>Makes a sampler.</summary>
    /// <param name="name">One of <see cref="Names"/>; case does not matter.</param>
    /// <param name="labels">Identity of each picture, from 0 without gaps.</param>
    /// <param name="cameras">Camera of each picture; null where unknown.</param>
    /// <param name="options">P, K and so on; null for the defaults.</param>
    /// <exception cref="ReIdException">No such sampler, or data that it can make no batch of; says why.</exception>
    public static IBatchSampler Create(
        string name, IReadOnlyList<int> labels, IReadOnlyList<string?> cameras, SamplerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(cameras);
        return s_all.TryGetValue(name, out var create)
            ? create(new TrainingLabels(labels, cameras), options ?? new SamplerOptions())
            : throw new ReIdException($"There is no sampler '{name}'; there are {string.Join(", ", s_all.Keys)}.");
    }
}
