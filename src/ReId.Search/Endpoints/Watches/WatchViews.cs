using ReId.Index.Watching;
using ReId.Search.Endpoints.Crops;

namespace ReId.Search.Endpoints.Watches;

/// <summary>A watch to make; exactly one of crop, identity and vector is set, and one of threshold and probability.</summary>
public sealed record WatchBody
{
    /// <summary>For people to read, 1 to 100 characters.</summary>
    public string? Name { get; init; }

    /// <summary>Least cosine similarity, -1 to 1.</summary>
    public float? Threshold { get; init; }

    /// <summary>Least calibrated probability, 0 to 1.</summary>
    public float? MinProbability { get; init; }

    /// <summary>A stored crop.</summary>
    public Guid? CropId { get; init; }

    /// <summary>An identity.</summary>
    public Guid? IdentityId { get; init; }

    /// <summary>A vector.</summary>
    public float[]? Vector { get; init; }
}

/// <summary>A watch.</summary>
/// <param name="WatchId">The watch.</param>
/// <param name="Name">Its name.</param>
/// <param name="ModelId">Crops of this model are compared.</param>
/// <param name="IdentityId">The identity it watches for; null where it is a picture.</param>
/// <param name="Threshold">Least cosine similarity.</param>
/// <param name="CreatedBy">Name of the key that made it.</param>
/// <param name="CreatedAt">When, UTC.</param>
public sealed record WatchView(
    Guid WatchId, string Name, string ModelId, Guid? IdentityId, float Threshold, string CreatedBy, DateTimeOffset CreatedAt)
{
    internal static WatchView Of(Watch watch) =>
        new(watch.Id, watch.Name, watch.ModelId, watch.IdentityId, watch.Threshold, watch.CreatedBy, watch.CreatedAt);
}

/// <summary>A crop that raised a watch.</summary>
/// <param name="Crop">The crop.</param>
/// <param name="Score">Cosine similarity.</param>
/// <param name="Probability">Calibrated probability; null where the model has no calibration.</param>
/// <param name="At">When it was noticed, UTC.</param>
public sealed record WatchHitView(CropView Crop, float Score, double? Probability, DateTimeOffset At);
