using ReId.Contracts;
using ReId.Model.Datasets.Readers;

namespace ReId.Model.Datasets;

/// <summary>The layouts of data sets by name.</summary>
public static class DataSetCatalog
{
    private static readonly IDataSetReader[] s_all =
    [
        new Market1501Reader(),
        new Msmt17Reader(),
        new Cuhk03Reader(),
        new FolderReader(),
        new CsvReader(),
    ];

    /// <summary>Every layout, in the order of registration.</summary>
    public static IReadOnlyList<IDataSetReader> All => s_all;

    /// <summary>Finds a layout.</summary>
    /// <param name="name">Its name; case does not matter.</param>
    /// <exception cref="ReIdException">There is none of that name; the message lists those there are.</exception>
    public static IDataSetReader Get(string name) =>
        s_all.FirstOrDefault(reader => string.Equals(reader.Name, name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ReIdException($"There is no data set layout '{name}'; there are {string.Join(", ", s_all.Select(r => r.Name))}.");

    /// <summary>Reads a data set; failures of the file system become sentences too.</summary>
    /// <param name="name">Name of the layout.</param>
    /// <param name="root">Where it is.</param>
    /// <param name="options">Whether to read cameras; null for the defaults.</param>
    /// <exception cref="ReIdException">No such layout, or the data do not follow it.</exception>
    public static DataSet Read(string name, string root, DataSetOptions? options = null)
    {
        var reader = Get(name);
        try
        {
            return reader.Read(Path.GetFullPath(root), options ?? new DataSetOptions());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReIdException($"{root} cannot be read: {e.Message}", e);
        }
    }
}
