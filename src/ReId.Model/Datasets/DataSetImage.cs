namespace ReId.Model.Datasets;

/// <summary>A picture of a data set.</summary>
/// <param name="Path">Absolute path of the file.</param>
/// <param name="Identity">Who or what is on it; <c>-1</c> marks junk that counts for nothing.</param>
/// <param name="Camera">Who took it; null where the data set knows no cameras.</param>
public readonly record struct DataSetImage(string Path, string Identity, string? Camera);
