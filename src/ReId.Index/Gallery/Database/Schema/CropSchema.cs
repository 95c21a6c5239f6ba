using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReId.Index.Database.Schema;

/// <summary>Cameras, models, crops and vectors.</summary>
internal sealed class CropSchema : IEntityTypeConfiguration<CameraRow>, IEntityTypeConfiguration<ModelRow>,
    IEntityTypeConfiguration<CropRow>, IEntityTypeConfiguration<VectorRow>
{
    public void Configure(EntityTypeBuilder<CameraRow> camera)
    {
        camera.ToTable("cameras");
        camera.HasKey(row => row.Id).HasName("pk_cameras");
        camera.HasIndex(row => row.Name).IsUnique().HasDatabaseName("ux_cameras_name");
    }

    public void Configure(EntityTypeBuilder<ModelRow> model)
    {
        model.ToTable("models");
        model.HasKey(row => row.Id).HasName("pk_models");
        model.Property(row => row.State).HasDefaultValue("active");
        model.HasIndex(row => row.Name).IsUnique().HasDatabaseName("ux_models_name");
    }

    public void Configure(EntityTypeBuilder<CropRow> crop)
    {
        crop.ToTable("crops");
        crop.HasKey(row => row.Id).HasName("pk_crops");
        crop.Property(row => row.Id).ValueGeneratedNever();
        crop.HasOne(row => row.Camera).WithMany().HasForeignKey(row => row.CameraId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_crops_camera");
        crop.HasIndex(row => new { row.CapturedAt, row.Id }).HasDatabaseName("ix_crops_captured_at");
        crop.HasIndex(row => new { row.CameraId, row.CapturedAt }).HasDatabaseName("ix_crops_camera_captured_at");
        crop.HasIndex(row => row.TrackletId).HasDatabaseName("ix_crops_tracklet");
    }

    public void Configure(EntityTypeBuilder<VectorRow> vector)
    {
        vector.ToTable("vectors");
        vector.HasKey(row => row.Sequence).HasName("pk_vectors");
        vector.Property(row => row.Sequence).ValueGeneratedOnAdd();
        vector.HasOne(row => row.Crop).WithMany().HasForeignKey(row => row.CropId)
            .OnDelete(DeleteBehavior.Cascade).HasConstraintName("fk_vectors_crop");
        vector.HasOne(row => row.Model).WithMany().HasForeignKey(row => row.ModelId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_vectors_model");
        vector.HasIndex(row => new { row.CropId, row.ModelId }).IsUnique().HasDatabaseName("ux_vectors_crop_model");
        vector.HasIndex(row => new { row.ModelId, row.Sequence }).HasDatabaseName("ix_vectors_model_sequence");
    }
}
