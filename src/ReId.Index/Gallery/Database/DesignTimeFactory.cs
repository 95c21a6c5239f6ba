using Microsoft.EntityFrameworkCore.Design;

namespace ReId.Index.Database;

/// <summary>For <c>dotnet ef migrations add</c> only.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<GalleryDbContext>
{
    public GalleryDbContext CreateDbContext(string[] args) =>
        new(GalleryDatabase.Options("Data Source=design-time.db"));
}
