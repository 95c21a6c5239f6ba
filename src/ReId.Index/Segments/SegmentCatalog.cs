using ReId.Contracts;

namespace ReId.Index.Segments;

/// <summary>The kinds of segments by name. Adding one is one line here.</summary>
internal static class SegmentCatalog
{
    public static IReadOnlyList<ISegmentFactory> All { get; } =
    [
        new FlatSegmentFactory(),
    ];

    public static ISegmentFactory Get(string name) =>
        All.FirstOrDefault(factory => factory.Name == name)
        ?? throw new ReIdException(
            $"There is no index kind '{name}'; there is: {string.Join(", ", All.Select(factory => factory.Name))}.");
}
