using Microsoft.EntityFrameworkCore;
using ReId.Index.Database;
using ReId.Index.Erasure;

namespace ReId.Index.Doctor;

/// <summary>Holds the ledger of erasures against the database; a start writes it anew, and does what it says.</summary>
internal static class LedgerCheck
{
    public static async Task RunAsync(
        IGalleryContextFactory database, string file, bool repair, List<DoctorFinding> findings, CancellationToken cancellationToken)
    {
        var (entries, damaged) = await new ErasureLedger(file).ReadAsync(cancellationToken);
        await using var context = database.CreateContext();
        var known = (await context.Erasures.Select(row => row.Id).ToListAsync(cancellationToken)).ToHashSet();
        var lacking = known.Count(id => !entries.Any(entry => entry.Id == id));
        var undone = entries.Count(entry => !known.Contains(entry.Id));
        if (damaged + lacking > 0)
        {
            findings.Add(new DoctorFinding("ledger", $"{file} has {damaged} damaged lines and lacks {lacking} erasures that the database knows{(repair ? "; it was written anew" : ": --repair, or the next start, writes it anew")}.", repair));
        }

        if (undone > 0)
        {
            findings.Add(new DoctorFinding("ledger", $"{file} has {undone} erasures that this database knows nothing of{(repair ? "; they were done" : ": --repair, or the next start, does them")}.", repair));
        }
    }
}
