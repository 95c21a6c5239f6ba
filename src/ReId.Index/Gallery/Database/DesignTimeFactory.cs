using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ReId.Index.Database;

/// <summary>For <c>dotnet ef migrations add NAME --context GalleryDbContext -o Gallery/Migrations</c> only.</summary>
internal sealed class DesignTimeFactory : IDesignTimeDbContextFactory<GalleryDbContext>
{
    public GalleryDbContext CreateDbContext(string[] args) =>
        new(SqliteDatabase.Options("Data Source=design-time.db"));
}

/// <summary>
/// For <c>dotnet ef migrations add NAME --context PostgresDbContext -o Gallery/Migrations/Postgres</c> only.
/// </summary>
internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresDbContext>
{
    public PostgresDbContext CreateDbContext(string[] args) => new(
        new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql("Host=design-time").Options);
}
