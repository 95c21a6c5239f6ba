namespace ReId.Index.Database;

/// <summary>Hands out contexts of an open gallery's database, whichever product it is.</summary>
internal interface IGalleryContextFactory
{
    /// <summary>A context of one's own, to be disposed after use; not shared between threads.</summary>
    GalleryDbContext CreateContext();
}
