using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace ReId.Index.Database;

/// <summary>The schema. Nothing in it belongs to one database product; the provider is chosen by the options.</summary>
internal sealed class GalleryDbContext(DbContextOptions<GalleryDbContext> options) : DbContext(options)
{
    public DbSet<CameraRow> Cameras => Set<CameraRow>();

    public DbSet<ModelRow> Models => Set<ModelRow>();

    public DbSet<CropRow> Crops => Set<CropRow>();

    public DbSet<VectorRow> Vectors => Set<VectorRow>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<CameraRow>(camera =>
        {
            camera.ToTable("cameras");
            camera.HasKey(row => row.Id).HasName("pk_cameras");
            camera.Property(row => row.Id).HasColumnName("id");
            camera.Property(row => row.Name).HasColumnName("name");
            camera.HasIndex(row => row.Name).IsUnique().HasDatabaseName("ux_cameras_name");
        });

        modelBuilder.Entity<ModelRow>(model =>
        {
            model.ToTable("models");
            model.HasKey(row => row.Id).HasName("pk_models");
            model.Property(row => row.Id).HasColumnName("id");
            model.Property(row => row.Name).HasColumnName("name");
            model.Property(row => row.Dimension).HasColumnName("dimension");
            model.HasIndex(row => row.Name).IsUnique().HasDatabaseName("ux_models_name");
        });

        modelBuilder.Entity<CropRow>(crop =>
        {
            crop.ToTable("crops");
            crop.HasKey(row => row.Id).HasName("pk_crops");
            crop.Property(row => row.Id).HasColumnName("id").ValueGeneratedNever();
            crop.Property(row => row.CameraId).HasColumnName("camera_id");
            crop.Property(row => row.TrackletId).HasColumnName("tracklet_id");
            crop.Property(row => row.CapturedAt).HasColumnName("captured_at");
            crop.Property(row => row.BoxX).HasColumnName("box_x");
            crop.Property(row => row.BoxY).HasColumnName("box_y");
            crop.Property(row => row.BoxWidth).HasColumnName("box_width");
            crop.Property(row => row.BoxHeight).HasColumnName("box_height");
            crop.Property(row => row.Quality).HasColumnName("quality");
            crop.Property(row => row.Width).HasColumnName("width");
            crop.Property(row => row.Height).HasColumnName("height");
            crop.Property(row => row.BlobKey).HasColumnName("blob_key");
            crop.HasOne(row => row.Camera).WithMany().HasForeignKey(row => row.CameraId)
                .OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_crops_camera");
            crop.HasIndex(row => new { row.CapturedAt, row.Id }).HasDatabaseName("ix_crops_captured_at");
            crop.HasIndex(row => row.CameraId).HasDatabaseName("ix_crops_camera");
            crop.HasIndex(row => row.TrackletId).HasDatabaseName("ix_crops_tracklet");
        });

        modelBuilder.Entity<VectorRow>(vector =>
        {
            vector.ToTable("vectors");
            vector.HasKey(row => row.Sequence).HasName("pk_vectors");
            vector.Property(row => row.Sequence).HasColumnName("sequence").ValueGeneratedOnAdd();
            vector.Property(row => row.CropId).HasColumnName("crop_id");
            vector.Property(row => row.ModelId).HasColumnName("model_id");
            vector.Property(row => row.Data).HasColumnName("data");
            vector.HasOne(row => row.Crop).WithMany().HasForeignKey(row => row.CropId)
                .OnDelete(DeleteBehavior.Cascade).HasConstraintName("fk_vectors_crop");
            vector.HasOne(row => row.Model).WithMany().HasForeignKey(row => row.ModelId)
                .OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_vectors_model");
            vector.HasIndex(row => new { row.CropId, row.ModelId }).IsUnique().HasDatabaseName("ux_vectors_crop_model");
            vector.HasIndex(row => new { row.ModelId, row.Sequence }).HasDatabaseName("ix_vectors_model_sequence");
        });
    }

    /// <summary>Times are UTC on the way in and say so on the way out; SQLite itself forgets the kind.</summary>
    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(
        time => time, time => DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
