namespace ReId.Model.Training.Reporting;

/// <summary>What a ranked retrieval shows.</summary>
public sealed record RankedRetrievalOptions
{
    /// <summary>How many queries, 8 by default: of different identities, evenly through the list.</summary>
    public int Queries { get; init; } = 8;

    /// <summary>How many results of each, 10 by default.</summary>
    public int Results { get; init; } = 10;

    /// <summary>Height in pixels to which pictures are reduced, 192 by default.</summary>
    public int Height { get; init; } = 192;
}
