using ReId.Contracts;

namespace ReId.Index.Clustering;

/// <summary>The clusterers by name. Adding one is one line here.</summary>
public static class ClustererCatalog
{
    /// <summary>All clusterers.</summary>
    public static IReadOnlyList<IClusterer> All { get; } =
    [
        new DistanceClusterer(),
    ];

    /// <summary>The clusterer of that name.</summary>
    /// <param name="name">For instance <c>distance</c>.</param>
    /// <exception cref="ReIdException">There is none.</exception>
    public static IClusterer Get(string name) =>
        All.FirstOrDefault(clusterer => clusterer.Name == name)
        ?? throw new ReIdException(
            $"There is no clusterer '{name}'; there is: {string.Join(", ", All.Select(clusterer => clusterer.Name))}.");
}
