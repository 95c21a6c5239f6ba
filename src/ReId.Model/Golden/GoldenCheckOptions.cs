namespace ReId.Model.Golden;

/// <summary>How golden files are checked.</summary>
public sealed record GoldenCheckOptions
{
    /// <summary>Folder of the weights that some cases name; null looks in <c>../../data/weights/reid</c> from the file.</summary>
    public string? WeightsFolder { get; init; }
}
