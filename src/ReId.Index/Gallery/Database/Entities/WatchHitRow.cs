namespace ReId.Index.Database;

/// <summary>A crop that a watch found.</summary>
internal sealed class WatchHitRow
{
    public long Sequence { get; set; }

    public Guid WatchId { get; set; }

    public WatchRow? Watch { get; set; }

    public Guid CropId { get; set; }

    public CropRow? Crop { get; set; }

    public float Score { get; set; }

    public DateTime At { get; set; }
}
