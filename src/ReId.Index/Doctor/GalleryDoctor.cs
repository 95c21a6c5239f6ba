using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ReId.Contracts;
using ReId.Index.Database;
using ReId.Index.Erasure;
using ReId.Index.Storage;

namespace ReId.Index.Doctor;

/// <summary>Looks a gallery of SQLite over from end to end, and puts right what can be.</summary>
public static class GalleryDoctor
{
    /// <summary>Reads everything that the gallery holds; a vector database is left alone.</summary>
    /// <param name="directory">Its directory; no other process may have it open.</param>
    /// <param name="repair">Put right what can be; otherwise nothing is changed.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ReIdException">It is no gallery of SQLite, in use, or of another version.</exception>
    public static Task<DoctorReport> RunAsync(string directory, bool repair, CancellationToken cancellationToken) =>
        RunAsync(directory, repair, vectorDatabase: null, cancellationToken);

    /// <summary>Reads everything that the gallery holds.</summary>
    /// <param name="directory">Its directory; no other process may have it open.</param>
    /// <param name="repair">Put right what can be; otherwise nothing is changed.</param>
    /// <param name="vectorDatabase"><see cref="GalleryOptions.VectorDatabase"/>; repairing brings it up to the database too.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ReIdException">It is no gallery of SQLite, in use, or of another version.</exception>
    public static async Task<DoctorReport> RunAsync(
        string directory, bool repair, string? vectorDatabase, CancellationToken cancellationToken)
    {
        directory = Path.GetFullPath(directory);
        string In(string name) => Path.Combine(directory, name);
        PicturePlace.RequireFiles(directory, "the doctor looks at galleries with pictures in files; what the database and the index hold is checked at every start");
        if (!File.Exists(In(GalleryLayout.DatabaseFile)))
        {
            throw new ReIdException(File.Exists(In(GalleryLayout.FormatFile)) && !Directory.Exists(In(GalleryLayout.BlobFolder))
                ? $"The gallery {directory} is empty, or its rows are in PostgreSQL: the doctor looks at galleries with a {GalleryLayout.DatabaseFile}."
                : $"The directory {directory} has no {GalleryLayout.DatabaseFile}: it is no gallery, or it has lost its database and only a backup brings it back ('reid restore').");
        }

        var findings = new List<DoctorFinding>();
        var report = new DoctorReport { Findings = findings };
        await using (GalleryDirectory.Hold(directory))
        {
            await FormatAsync(In(GalleryLayout.FormatFile), repair, findings, cancellationToken);
            var database = new SqliteDatabase(In(GalleryLayout.DatabaseFile), []);
            try
            {
                if (await DatabaseAsync(database, In(GalleryLayout.DatabaseFile), findings, cancellationToken) is not { } rows)
                {
                    return report; // Nothing else can be held against it.
                }

                var pictures = await new PictureCheck(database, In(GalleryLayout.BlobFolder), repair, findings).RunAsync(cancellationToken);
                var (problems, files) = await new IndexCheck(database, In(GalleryLayout.SegmentFolder)).RunAsync(cancellationToken);
                findings.AddRange(problems.Select(problem => new DoctorFinding(
                    "index", $"{problem}{(repair ? "; it was rebuilt from the database" : ": the next start rebuilds it from the database")}.", repair)));
                if (repair && problems.Count > 0)
                {
                    Directory.Delete(In(GalleryLayout.SegmentFolder), recursive: true);
                }

                await LedgerAsync(database, In(GalleryLayout.ErasureFile), repair, findings, cancellationToken);
                report = report with { Crops = rows.Crops, Vectors = rows.Vectors, Pictures = pictures.Sound, PicturesUnknown = pictures.Unknown, IndexFiles = files };
            }
            finally
            {
                database.Release();
            }
        }

        if (repair)
        {
            await OpenAsync(new GalleryOptions { Directory = directory, VectorDatabase = vectorDatabase, BesideVectorDatabase = true }, findings, cancellationToken);
        }

        return report;
    }

    private static async Task FormatAsync(string file, bool repair, List<DoctorFinding> findings, CancellationToken cancellationToken)
    {
        var whole = $"{{\"format\":{GalleryDirectory.Format}}}";
        try
        {
            using var json = JsonDocument.Parse(File.Exists(file) ? await File.ReadAllBytesAsync(file, cancellationToken) : "null"u8.ToArray());
            if (json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("format", out var format)
                && format.TryGetInt32(out var number) && number >= 1)
            {
                if (number <= GalleryDirectory.Format)
                {
                    return;
                }

                throw new ReIdException(
                    $"{file} says format {number}, and this version reads up to {GalleryDirectory.Format}: use the version that made it; if there is none, it should read {whole}.");
            }
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException)
        {
            // As if it were missing.
        }

        if (repair)
        {
            await DurableFile.WriteAsync(file, System.Text.Encoding.UTF8.GetBytes(whole), cancellationToken);
        }

        findings.Add(new DoctorFinding("directory", $"{file} is missing or damaged{(repair ? " and was written anew" : ": --repair writes it anew")}.", repair));
    }

    private static async Task<RowReport?> DatabaseAsync(
        SqliteDatabase database, string file, List<DoctorFinding> findings, CancellationToken cancellationToken)
    {
        try
        {
            await using (var context = database.CreateContext())
            {
                if (await StructureCheck.RunAsync(context, cancellationToken) is { } damage)
                {
                    findings.Add(new DoctorFinding("database", DatabaseFailures.Damaged(file, damage)));
                    return null;
                }

                if ((await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
                {
                    throw new ReIdException($"{file} is of an older version: start the gallery once with this version, which brings it up to date.");
                }
            }

            var rows = await RowCheck.RunAsync(database, cancellationToken);
            findings.AddRange(rows.Problems.Select(problem => new DoctorFinding("database", DatabaseFailures.Damaged(file, problem))));
            return rows.Problems.Count == 0 ? rows : null;
        }
        catch (Exception failure) when (failure is Microsoft.Data.Sqlite.SqliteException or InvalidDataException)
        {
            findings.Add(new DoctorFinding(
                "database", DatabaseFailures.Explain(failure, Path.GetDirectoryName(file)!)?.Message ?? DatabaseFailures.Damaged(file, failure.Message)));
            return null;
        }
    }

    private static async Task LedgerAsync(
        SqliteDatabase database, string file, bool repair, List<DoctorFinding> findings, CancellationToken cancellationToken)
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

    /// <summary>A start does the rest; then what can be found is counted.</summary>
    private static async Task OpenAsync(GalleryOptions options, List<DoctorFinding> findings, CancellationToken cancellationToken)
    {
        await using var gallery = await Gallery.OpenAsync(options, cancellationToken: cancellationToken);
        await gallery.SettleIndexAsync();
        var stats = await gallery.StatsAsync(cancellationToken);
        foreach (var model in gallery.IndexStatus())
        {
            var stored = stats.Models.GetValueOrDefault(model.ModelId)?.Vectors ?? 0;
            if (model.Vectors != stored || model.Missing > 0)
            {
                findings.Add(new DoctorFinding("index", $"The index of model {model.ModelId} finds {model.Vectors} of {stored} vectors: {(options.UsesVectorDatabase ? "look at the vector database" : $"delete the folder {GalleryLayout.SegmentFolder}")} and start again."));
            }
        }
    }
}
