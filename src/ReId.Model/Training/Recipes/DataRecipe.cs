namespace ReId.Model.Training.Recipes;

/// <summary>Where the pictures come from.</summary>
public sealed record DataRecipe
{
    /// <summary>Layout of the data set, as in <c>reid eval --dataset</c>.</summary>
    public string Dataset { get; init; } = "";

    /// <summary>Where it is; relative to the current folder.</summary>
    public string Root { get; init; } = "";

    /// <summary>Share of the identities, drawn by the seed, that is trained with; 1 for all.</summary>
    public double Share { get; init; } = 1;

    /// <summary>Threads that decode and augment; 0 (default) for one per core.</summary>
    public int Workers { get; init; }

    /// <summary>Batches that are ready before they are needed.</summary>
    public int Prefetch { get; init; } = 4;

    /// <summary>Memory for decoded pictures, MiB; what does not fit is decoded every time.</summary>
    public int CacheMegabytes { get; init; } = 1024;

    /// <summary>Leave pictures out that cannot be decoded, instead of ending the run.</summary>
    public bool SkipCorrupt { get; init; }
}
