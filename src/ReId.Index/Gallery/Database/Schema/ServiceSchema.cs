using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReId.Index.Database.Schema;

/// <summary>What the service keeps for itself: keys, audit, watches, erasures, settings.</summary>
internal sealed class ServiceSchema : IEntityTypeConfiguration<ApiKeyRow>, IEntityTypeConfiguration<AuditRow>,
    IEntityTypeConfiguration<WatchRow>, IEntityTypeConfiguration<WatchHitRow>, IEntityTypeConfiguration<ErasureRow>,
    IEntityTypeConfiguration<SettingRow>
{
    public void Configure(EntityTypeBuilder<ApiKeyRow> key)
    {
        key.ToTable("api_keys");
        key.HasKey(row => row.Id).HasName("pk_api_keys");
        key.Property(row => row.Id).ValueGeneratedNever();
        key.HasIndex(row => row.Hash).IsUnique().HasDatabaseName("ux_api_keys_hash");
    }

    public void Configure(EntityTypeBuilder<AuditRow> audit)
    {
        audit.ToTable("audit");
        audit.HasKey(row => row.Sequence).HasName("pk_audit");
        audit.Property(row => row.Sequence).ValueGeneratedOnAdd();
        audit.HasIndex(row => row.At).HasDatabaseName("ix_audit_at");
    }

    public void Configure(EntityTypeBuilder<WatchRow> watch)
    {
        watch.ToTable("watches");
        watch.HasKey(row => row.Id).HasName("pk_watches");
        watch.Property(row => row.Id).ValueGeneratedNever();
        watch.HasOne(row => row.Model).WithMany().HasForeignKey(row => row.ModelId)
            .OnDelete(DeleteBehavior.Cascade).HasConstraintName("fk_watches_model");
        watch.HasIndex(row => row.ModelId).HasDatabaseName("ix_watches_model");
    }

    public void Configure(EntityTypeBuilder<WatchHitRow> hit)
    {
        hit.ToTable("watch_hits");
        hit.HasKey(row => row.Sequence).HasName("pk_watch_hits");
        hit.Property(row => row.Sequence).ValueGeneratedOnAdd();
        hit.HasOne(row => row.Watch).WithMany().HasForeignKey(row => row.WatchId)
            .OnDelete(DeleteBehavior.Cascade).HasConstraintName("fk_watch_hits_watch");
        hit.HasOne(row => row.Crop).WithMany().HasForeignKey(row => row.CropId)
            .OnDelete(DeleteBehavior.Cascade).HasConstraintName("fk_watch_hits_crop");
        hit.HasIndex(row => new { row.WatchId, row.CropId }).IsUnique().HasDatabaseName("ux_watch_hits_watch_crop");
        hit.HasIndex(row => row.CropId).HasDatabaseName("ix_watch_hits_crop");
    }

    public void Configure(EntityTypeBuilder<ErasureRow> erasure)
    {
        erasure.ToTable("erasures");
        erasure.HasKey(row => row.Id).HasName("pk_erasures");
        erasure.Property(row => row.Id).ValueGeneratedNever();
        erasure.HasIndex(row => row.At).HasDatabaseName("ix_erasures_at");
    }

    public void Configure(EntityTypeBuilder<SettingRow> setting)
    {
        setting.ToTable("settings");
        setting.HasKey(row => row.Key).HasName("pk_settings");
    }
}
