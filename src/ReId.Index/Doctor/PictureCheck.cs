using Microsoft.EntityFrameworkCore;
using ReId.Index.Backup;
using ReId.Index.Database;

namespace ReId.Index.Doctor;

/// <summary>Holds pictures against their checksums, and finds files that belong to nothing.</summary>
internal sealed class PictureCheck(IGalleryContextFactory contexts, IPictureShelf shelf, bool repair, List<DoctorFinding> findings)
{
    private const int MostNamed = 10;

    // A worker elsewhere writes pictures before their rows come; a write that goes on has a file aside.
    private static readonly TimeSpan s_orphanAge = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_asideAge = TimeSpan.FromHours(1);

    private readonly List<string> _missing = [];
    private readonly List<string> _damaged = [];

    /// <returns>Pictures that are as they were stored, and those of which that is not known.</returns>
    public async Task<(long Sound, long Unknown)> RunAsync(CancellationToken cancellationToken)
    {
        await using var context = contexts.CreateContext();
        var rows = await context.Crops.AsNoTracking().Select(row => new { row.Id, row.BlobKey, row.PictureChecksum }).ToListAsync(cancellationToken);
        var (sound, unknown) = (0L, new Dictionary<Guid, long>());
        await foreach (var (row, picture) in PictureFeed.ReadAsync(shelf.Store, rows.ToAsyncEnumerable(), row => row.BlobKey, cancellationToken))
        {
            if (picture is null)
            {
                _missing.Add($"crop {row.Id}");
                continue;
            }

            var checksum = RowChecksum.OfPicture(picture);
            if (row.PictureChecksum is null)
            {
                unknown[row.Id] = checksum;
            }
            else if (row.PictureChecksum == checksum)
            {
                sound++;
            }
            else
            {
                _damaged.Add($"crop {row.Id} ({row.BlobKey})");
            }
        }

        Tell(_missing, "have lost their pictures", "the vectors are there and searches find them");
        Tell(_damaged, "have damaged pictures", "the vectors are there and searches find them");
        await OrphansAsync(rows.Select(row => row.BlobKey).ToHashSet(StringComparer.Ordinal), strangers: rows.Count == _missing.Count, cancellationToken);
        if (repair && unknown.Count > 0)
        {
            await NoteAsync(unknown, cancellationToken);
            return (sound + unknown.Count, 0);
        }

        return (sound, unknown.Count);
    }

    private void Tell(List<string> crops, string what, string but)
    {
        if (crops.Count > 0)
        {
            findings.Add(new DoctorFinding("pictures", $"{crops.Count} crops {what}; {but}; 'reid restore' of a backup brings pictures back: {Named(crops)}."));
        }
    }

    /// <param name="known">Keys of crops.</param>
    /// <param name="strangers">None of the crops has its picture here: all that is here may be another gallery's.</param>
    /// <param name="cancellationToken">Stops.</param>
    private async Task OrphansAsync(HashSet<string> known, bool strangers, CancellationToken cancellationToken)
    {
        var now = DateTime.UtcNow;
        var orphans = await shelf.ListAsync(cancellationToken)
            .Where(item => !known.Contains(item.Name) && now - item.WrittenAt > (item.Name.EndsWith(".part", StringComparison.Ordinal) ? s_asideAge : s_orphanAge))
            .Select(item => item.Name).ToListAsync(cancellationToken);
        if (orphans.Count == 0)
        {
            return;
        }

        if (strangers)
        {
            findings.Add(new DoctorFinding(
                "pictures", $"{orphans.Count} {shelf.Things} belong to no crop, and no crop has its picture there: name the directory, the database and the bucket of one gallery; if they are, delete them by hand: {Named(orphans)}."));
            return;
        }

        foreach (var orphan in repair ? orphans : [])
        {
            await shelf.DeleteAsync(orphan, cancellationToken);
        }

        findings.Add(new DoctorFinding(
            "pictures", $"{orphans.Count} {shelf.Things} belong to no crop{(repair ? " and were deleted" : "; --repair deletes them")}: {Named(orphans)}.", repair));
    }

    private async Task NoteAsync(Dictionary<Guid, long> checksums, CancellationToken cancellationToken)
    {
        foreach (var chunk in checksums.Keys.Chunk(1000))
        {
            await using var context = contexts.CreateContext();
            foreach (var row in await context.Crops.Where(row => chunk.Contains(row.Id)).ToListAsync(cancellationToken))
            {
                row.PictureChecksum = checksums[row.Id];
            }

            await context.SaveChangesAsync(cancellationToken);
        }

        findings.Add(new DoctorFinding("pictures", $"{checksums.Count} pictures of older versions had no checksum yet; they were noted as they are.", Repaired: true));
    }

    private static string Named(List<string> things) =>
        string.Join(", ", things.Take(MostNamed)) + (things.Count > MostNamed ? $" and {things.Count - MostNamed} more" : "");
}
