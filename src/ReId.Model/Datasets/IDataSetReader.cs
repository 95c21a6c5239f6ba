using ReId.Contracts;

namespace ReId.Model.Datasets;

/// <summary>
/// Reads one layout of data sets. Adding one: implement this, add a line to <see cref="DataSetCatalog"/>, derive its
/// tests from the data set reader contract.
/// </summary>
public interface IDataSetReader
{
    /// <summary>Name in <c>--dataset</c>.</summary>
    string Name { get; }

    /// <summary>What <c>--root</c> must be, for help: <c>a folder with query/ and gallery/</c>.</summary>
    string Root { get; }

    /// <summary>Lists the pictures; none of them is opened.</summary>
    /// <param name="root">A folder, or a file where the layout is a file.</param>
    /// <param name="options">Whether to read cameras.</param>
    /// <returns>Lists in an order that depends on nothing but the data.</returns>
    /// <exception cref="ReIdException">
    /// The layout is not there, or a name or a line does not follow it; one sentence names it and says what would be right.
    /// </exception>
    DataSet Read(string root, DataSetOptions options);
}
