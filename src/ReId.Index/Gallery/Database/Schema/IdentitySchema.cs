using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ReId.Index.Database.Schema;

/// <summary>
/// Identities and how they came to be. History refers to identities by id alone: it outlives them, and an erasure
/// decides by itself what of it goes.
/// </summary>
internal sealed class IdentitySchema : IEntityTypeConfiguration<IdentityRow>, IEntityTypeConfiguration<AssignmentRow>,
    IEntityTypeConfiguration<DecisionRow>, IEntityTypeConfiguration<ChangeRow>, IEntityTypeConfiguration<ClusterRunRow>
{
    public void Configure(EntityTypeBuilder<IdentityRow> identity)
    {
        identity.ToTable("identities");
        identity.HasKey(row => row.Id).HasName("pk_identities");
        identity.Property(row => row.Id).ValueGeneratedNever();
        identity.HasIndex(row => row.MergedInto).HasDatabaseName("ix_identities_merged_into");
    }

    public void Configure(EntityTypeBuilder<AssignmentRow> assignment)
    {
        assignment.ToTable("assignments");
        assignment.HasKey(row => row.CropId).HasName("pk_assignments");
        assignment.HasOne(row => row.Crop).WithMany().HasForeignKey(row => row.CropId)
            .OnDelete(DeleteBehavior.Cascade).HasConstraintName("fk_assignments_crop");
        assignment.HasOne(row => row.Identity).WithMany().HasForeignKey(row => row.IdentityId)
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("fk_assignments_identity");
        assignment.HasIndex(row => row.IdentityId).HasDatabaseName("ix_assignments_identity");
    }

    public void Configure(EntityTypeBuilder<DecisionRow> decision)
    {
        decision.ToTable("decisions");
        decision.HasKey(row => row.Id).HasName("pk_decisions");
        decision.Property(row => row.Id).ValueGeneratedNever();
        decision.HasIndex(row => row.IdentityId).HasDatabaseName("ix_decisions_identity");
    }

    public void Configure(EntityTypeBuilder<ChangeRow> change)
    {
        change.ToTable("changes");
        change.HasKey(row => row.Sequence).HasName("pk_changes");
        change.Property(row => row.Sequence).ValueGeneratedOnAdd();
        change.HasIndex(row => row.OperationId).HasDatabaseName("ix_changes_operation");
        change.HasIndex(row => row.CropId).HasDatabaseName("ix_changes_crop");
        change.HasIndex(row => row.IdentityId).HasDatabaseName("ix_changes_identity");
    }

    public void Configure(EntityTypeBuilder<ClusterRunRow> run)
    {
        run.ToTable("cluster_runs");
        run.HasKey(row => row.Id).HasName("pk_cluster_runs");
        run.Property(row => row.Id).ValueGeneratedNever();
        run.HasIndex(row => row.StartedAt).HasDatabaseName("ix_cluster_runs_started_at");
    }
}
