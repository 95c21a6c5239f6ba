namespace ReId.Index.Database;

/// <summary>A camera; crops and identities of places hang on it.</summary>
internal sealed class CameraRow
{
    public int Id { get; set; }

    public required string Name { get; set; }
}

/// <summary>A model that has vectors here.</summary>
internal sealed class ModelRow
{
    public int Id { get; set; }

    /// <summary>Content-derived id, as it travels in messages.</summary>
    public required string Name { get; set; }

    public int Dimension { get; set; }
}

/// <summary>A crop without its picture, which is a blob.</summary>
internal sealed class CropRow
{
    public Guid Id { get; set; }

    public int CameraId { get; set; }

    public CameraRow? Camera { get; set; }

    public Guid TrackletId { get; set; }

    /// <summary>UTC.</summary>
    public DateTime CapturedAt { get; set; }

    public int BoxX { get; set; }

    public int BoxY { get; set; }

    public int BoxWidth { get; set; }

    public int BoxHeight { get; set; }

    public float Quality { get; set; }

    public int Width { get; set; }

    public int Height { get; set; }

    public required string BlobKey { get; set; }
}

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
}
