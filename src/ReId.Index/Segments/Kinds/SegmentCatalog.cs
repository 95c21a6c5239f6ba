using ReId.Contracts;
using ReId.Index.Segments.Kinds.Rabitq;

namespace ReId.Index.Segments.Kinds;

/// <summary>The kinds of segments by name. Adding one is one line here.</summary>
internal static class SegmentCatalog
{
    public static IReadOnlyList<ISegmentFactory> All { get; } =
    [
        new AutoSegmentFactory(),
        new FlatSegmentFactory(),
        new HnswSegmentFactory(),
        new IvfFlatSegmentFactory(),
        new IvfPqSegmentFactory(),
        new RabitqSegmentFactory(),
    ];

    public static ISegmentFactory Get(string name) =>
        Find(name)
        ?? throw new ReIdException(
            $"There is no index kind '{name}'; there is: {string.Join(", ", All.Select(factory => factory.Name))}.");

    public static ISegmentFactory? Find(string name) => All.FirstOrDefault(factory => factory.Name == name);
}
