using ReId.Contracts;

namespace ReId.Model.Distances;

/// <summary>The distances by name. Adding one is one line here.</summary>
public static class DistanceCatalog
{
    private static readonly Dictionary<string, Func<bool, IDistance>> s_all = new(StringComparer.OrdinalIgnoreCase)
    {
        ["euclidean"] = normalize => new EuclideanDistance(normalize),
        ["squared_euclidean"] = normalize => new SquaredEuclideanDistance(normalize),
        ["cosine"] = _ => new CosineDistance(),
    };

    /// <summary>The names there are.</summary>
    public static IReadOnlyCollection<string> Names => s_all.Keys;

    /// <summary>Makes a distance.</summary>
    /// <param name="name">One of <see cref="Names"/>; case does not matter.</param>
    /// <param name="normalize">Whether vectors are brought to length 1 first; cosine always does.</param>
    /// <exception cref="ReIdException">There is none of that name; the message lists those there are.</exception>
    public static IDistance Create(string name, bool normalize = false) =>
        s_all.TryGetValue(name, out var create)
            ? create(normalize)
            : throw new ReIdException($"There is no distance '{name}'; there are {string.Join(", ", s_all.Keys)}.");
}
