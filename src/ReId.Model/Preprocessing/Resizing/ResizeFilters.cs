using ReId.Contracts;

namespace ReId.Model.Preprocessing.Resizing;

/// <summary>The filters that a model file can name.</summary>
internal static class ResizeFilters
{
    private static readonly IResizeFilter[] All = [new BilinearFilter(), new BicubicFilter()];

    /// <exception cref="ReIdException">No filter has the name.</exception>
    public static IResizeFilter Find(string name) => Array.Find(All, f => f.Name == name)
        ?? throw new ReIdException(
            $"the resize filter '{name}' is unknown; known are {string.Join(", ", All.Select(f => f.Name))}");
}
