using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using ReId.Index.Database.Schema;

namespace ReId.Index.Database;

/// <summary>
/// The schema. Nothing in it belongs to one database product; the provider is chosen by the options. As it stands it
/// carries SQLite's migrations; <see cref="PostgresDbContext"/> carries PostgreSQL's.
/// </summary>
internal class GalleryDbContext : DbContext
{
    public GalleryDbContext(DbContextOptions<GalleryDbContext> options)
        : base(options)
    {
    }

    protected GalleryDbContext(DbContextOptions options)
        : base(options)
    {
    }

    public DbSet<CameraRow> Cameras => Set<CameraRow>();

    public DbSet<ModelRow> Models => Set<ModelRow>();

    public DbSet<CropRow> Crops => Set<CropRow>();

    public DbSet<VectorRow> Vectors => Set<VectorRow>();

    public DbSet<IdentityRow> Identities => Set<IdentityRow>();

    public DbSet<AssignmentRow> Assignments => Set<AssignmentRow>();

    public DbSet<DecisionRow> Decisions => Set<DecisionRow>();

    public DbSet<ChangeRow> Changes => Set<ChangeRow>();

    public DbSet<ClusterRunRow> ClusterRuns => Set<ClusterRunRow>();

    public DbSet<ApiKeyRow> ApiKeys => Set<ApiKeyRow>();

    public DbSet<AuditRow> Audit => Set<AuditRow>();

    public DbSet<WatchRow> Watches => Set<WatchRow>();

    public DbSet<WatchHitRow> WatchHits => Set<WatchHitRow>();

    public DbSet<ErasureRow> Erasures => Set<ErasureRow>();

    public DbSet<SettingRow> Settings => Set<SettingRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(GalleryDbContext).Assembly);
        SnakeCase.Apply(modelBuilder);
    }

    /// <summary>Times are UTC on the way in and say so on the way out; SQLite itself forgets the kind.</summary>
    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        time => DateTime.SpecifyKind(time, DateTimeKind.Utc), time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
