using Microsoft.EntityFrameworkCore;
using ReId.Index.Database;
using ReId.Index.Tests.Support;

namespace ReId.Index.Tests.GalleryTests;

/// <summary>The schema and its migrations say the same, and galleries of older versions come along.</summary>
public class SchemaTests : GalleryTest
{
    [Fact]
    public void No_migration_is_missing()
    {
        using var sqlite = new DesignTimeFactory().CreateDbContext([]);
        using var postgres = new PostgresDesignTimeFactory().CreateDbContext([]);

        Assert.False(sqlite.Database.HasPendingModelChanges());
        Assert.False(postgres.Database.HasPendingModelChanges());
    }

    [Fact]
    public async Task New_rows_carry_their_checksums()
    {
        await using var gallery = await OpenAsync();
        await gallery.AddAsync(Sample.Town(10), Token);

        await using var context = gallery.Contexts.CreateContext();
        foreach (var crop in await context.Crops.Include(row => row.Camera).ToListAsync(Token))
        {
            Assert.Equal(RowChecksum.Of(crop, crop.Camera!.Name), crop.Checksum);
        }

        foreach (var vector in await context.Vectors.Include(row => row.Model).ToListAsync(Token))
        {
            Assert.Equal(RowChecksum.OfVector(vector.CropId, vector.Model!.Name, vector.Data), vector.Checksum);
        }
    }

    [Fact]
    public async Task Rows_without_a_checksum_get_theirs_at_the_next_start()
    {
        var entries = Sample.Town(20);
        await using (var gallery = await OpenAsync())
        {
            await gallery.AddAsync(entries, Token);
            await using var context = gallery.Contexts.CreateContext();
            await context.Crops.ExecuteUpdateAsync(set => set.SetProperty(row => row.Checksum, (long?)null), Token);
            await context.Vectors.ExecuteUpdateAsync(set => set.SetProperty(row => row.Checksum, (long?)null), Token);
            await context.Settings.ExecuteDeleteAsync(Token);
        }

        await using var again = await OpenAsync();

        await using var filled = again.Contexts.CreateContext();
        Assert.Equal(20, await filled.Crops.CountAsync(row => row.Checksum != null, Token));
        Assert.Equal(20, await filled.Vectors.CountAsync(row => row.Checksum != null, Token));
    }

    [Fact]
    public async Task A_vector_that_says_something_else_is_refused()
    {
        await using var gallery = await OpenAsync();
        await gallery.AddAsync(Sample.Town(20), Token);
        await using (var context = gallery.Contexts.CreateContext())
        {
            var row = await context.Vectors.OrderBy(row => row.Sequence).LastAsync(Token);
            row.Data[3] ^= 1;
            context.Entry(row).Property(vector => vector.Data).IsModified = true;
            await context.SaveChangesAsync(Token);
        }

        var failure = await Assert.ThrowsAsync<Contracts.ReIdException>(async () =>
        {
            await foreach (var _ in gallery.VectorsAsync(Sample.Model, Token))
            {
            }
        });

        Assert.Contains("is damaged (the checksum of vector 20 of crop", failure.Message, StringComparison.Ordinal);
        Assert.Contains("reid restore", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_table_takes_a_row_and_gives_it_back()
    {
        await using var gallery = await OpenAsync();
        var entry = Sample.Entry();
        await gallery.AddAsync([entry], Token);
        var now = new DateTime(2026, 11, 26, 20, 0, 0, DateTimeKind.Utc);
        var identity = new IdentityRow { Id = Sample.NewId(), Name = "Ann", CreatedAt = now, UpdatedAt = now };
        await using (var context = gallery.Contexts.CreateContext())
        {
            var model = await context.Models.SingleAsync(Token);
            var watch = new WatchRow { Id = Sample.NewId(), Name = "w", Model = model, CreatedBy = "key", CreatedAt = now };
            context.AddRange(
                identity,
                new AssignmentRow { CropId = entry.Crop.CropId, Identity = identity, Origin = "operator", AssignedAt = now },
                new DecisionRow { Id = Sample.NewId(), Kind = "confirm", IdentityId = identity.Id, Crops = "[]", MadeBy = "key", MadeAt = now },
                new ChangeRow { OperationId = Sample.NewId(), At = now, Actor = "key", Kind = "assign" },
                new ClusterRunRow { Id = Sample.NewId(), StartedAt = now, State = "running" },
                new ApiKeyRow { Id = Sample.NewId(), Name = "k", Role = "viewer", Hash = [1, 2], Prefix = "abc", CreatedAt = now },
                new AuditRow { At = now, Actor = "key", Action = "search" },
                watch,
                new WatchHitRow { Watch = watch, CropId = entry.Crop.CropId, Score = 0.5f, At = now },
                new ErasureRow { Id = Sample.NewId(), At = now, Actor = "key", Request = "{}", Receipt = "{}" },
                new SettingRow { Key = "test", Value = "1" });
            await context.SaveChangesAsync(Token);
        }

        await using var again = gallery.Contexts.CreateContext();
        Assert.Equal(now, (await again.Audit.SingleAsync(Token)).At);
        Assert.Equal(DateTimeKind.Utc, (await again.Audit.SingleAsync(Token)).At.Kind);
        Assert.Equal("active", (await again.Models.SingleAsync(Token)).State);
        Assert.Equal(1, await again.WatchHits.CountAsync(Token));

        await gallery.RemoveAsync([entry.Crop.CropId], Token);
        Assert.Equal(0, await again.Assignments.CountAsync(Token));
        Assert.Equal(0, await again.WatchHits.CountAsync(Token));
        Assert.Equal(1, await again.Identities.CountAsync(Token));
    }
}
