namespace ReId.Index.Database;

/// <summary>A vector of a crop.</summary>
internal sealed class VectorRow
{
    /// <summary>Rises with every vector and is never given twice: the id in the vector index.</summary>
    public long Sequence { get; set; }

    public Guid CropId { get; set; }

    public CropRow? Crop { get; set; }

    public int ModelId { get; set; }

    public ModelRow? Model { get; set; }

    /// <summary>The unit vector, little-endian float16.</summary>
    public required byte[] Data { get; set; }

    /// <summary>Of crop, model and vector (<see cref="RowChecksum"/>); null while not yet known.</summary>
    public long? Checksum { get; set; }
}
