namespace ReId.Index.Storage;

/// <summary>What lies where in a gallery directory.</summary>
internal static class GalleryLayout
{
    public const string FormatFile = "gallery.json";
    public const string LockFile = "gallery.lock";
    public const string HolderFile = "gallery.pid";
    public const string DatabaseFile = "gallery.db";
    public const string SealFile = "gallery.seal";
    public const string ErasureFile = "erasures.log";
    public const string ErasingFolder = "erasing";
    public const string BlobFolder = "blobs";
    public const string SegmentFolder = "segments";
    public const string ClusteringFolder = "clustering";
}
