namespace ReId.Model.Datasets;

/// <summary>How a data set is read.</summary>
public sealed record DataSetOptions
{
    /// <summary>False to do without cameras even where the layout has them; then none may be missing.</summary>
    public bool Cameras { get; init; } = true;
}
