namespace ReId.Model.Datasets;

/// <summary>
/// The lists of a data set: names of files with labels, no pictures. A picture may stand in several lists. Identities
/// mean the same person within the training lists, and within query and gallery together.
/// </summary>
public sealed record DataSet
{
    /// <summary>What was read, for headings: the name of the layout and its variant.</summary>
    public required string Name { get; init; }

    /// <summary>Pictures to train with.</summary>
    public IReadOnlyList<DataSetImage> Train { get; init; } = [];

    /// <summary>Pictures that the data set holds out for choosing settings; never part of <see cref="Train"/>.</summary>
    public IReadOnlyList<DataSetImage> Validation { get; init; } = [];

    /// <summary>Pictures that are searched for.</summary>
    public IReadOnlyList<DataSetImage> Query { get; init; } = [];

    /// <summary>Pictures that are searched through, junk included.</summary>
    public IReadOnlyList<DataSetImage> Gallery { get; init; } = [];

    /// <summary>
    /// True when every picture knows its camera, so that finding the same camera's pictures must not count; false when
    /// none does.
    /// </summary>
    public required bool HasCameras { get; init; }
}
