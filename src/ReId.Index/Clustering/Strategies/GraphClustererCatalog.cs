using ReId.Contracts;

namespace ReId.Index.Clustering.Strategies;

/// <summary>The clusterers over distance graphs by name. Adding one is one line here.</summary>
public static class GraphClustererCatalog
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IGraphClusterer> All { get; } =
    [
        new AgglomerativeClusterer(),
        new DbscanClusterer(),
        new HdbscanClusterer(),
        new WhispersClusterer(),
    ];

    /// <summary>Their names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All.Select(clusterer => clusterer.Name)];

    /// <summary>The clusterer of that name.</summary>
    /// <param name="name">For instance <c>dbscan</c>.</param>
    /// <exception cref="ReIdException">There is none.</exception>
    public static IGraphClusterer Get(string name) =>
        All.FirstOrDefault(clusterer => clusterer.Name == name)
        ?? throw new ReIdException($"There is no clustering algorithm '{name}'; there is: {string.Join(", ", Names)}.");
}
