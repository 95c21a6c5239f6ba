using System.Text.Json;
using ReId.Contracts;
using ReId.Index.Blobs;
using ReId.Index.Database;
using ReId.Index.Storage;

namespace ReId.Index.Doctor;

/// <summary>Looks a gallery over from end to end, and puts right what can be.</summary>
public static class GalleryDoctor
{
    /// <summary>Reads everything that a gallery in SQLite with pictures in files holds.</summary>
    /// <param name="directory">Its directory; no other process may have it open.</param>
    /// <param name="repair">Put right what can be; otherwise nothing is changed.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ReIdException">See the other one.</exception>
    public static Task<DoctorReport> RunAsync(string directory, bool repair, CancellationToken cancellationToken) =>
        RunAsync(new GalleryOptions { Directory = directory }, repair, cancellationToken);

    /// <summary>Reads everything that the gallery holds; repairing brings a vector database up to it too.</summary>
    /// <param name="options">Where directory, rows, vectors and pictures are; no other process may have them open.</param>
    /// <param name="repair">Put right what can be; otherwise nothing is changed.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="ReIdException">It is no gallery, in use, of another version, or something cannot be reached.</exception>
    public static async Task<DoctorReport> RunAsync(GalleryOptions options, bool repair, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var directory = Path.GetFullPath(options.Directory);
        PicturePlace.Require(directory, options.Pictures?.Name);
        RowPlace.Require(directory, options.Database);
        if (options.Database is not null && !Array.Exists(
            [GalleryLayout.FormatFile, GalleryLayout.BlobFolder, GalleryLayout.SegmentFolder, GalleryLayout.ErasureFile], name => Path.Exists(Path.Combine(directory, name))))
        {
            throw new ReIdException($"The directory {directory} is no gallery: name the one that goes with the database.");
        }

        try
        {
            var report = await LookAsync(options with { Directory = directory }, repair, cancellationToken);
            if (repair && report.DatabaseSound)
            {
                var unfound = await OpenAsync(options with { Directory = directory, BesideVectorDatabase = true }, cancellationToken);
                report = report with { Findings = [.. report.Findings, .. unfound] };
            }

            return report;
        }
        catch (Exception failure) when (options.Database is not null && DatabaseFailures.Explain(failure, directory) is { } explained)
        {
            throw explained;
        }
    }

    private static async Task<DoctorReport> LookAsync(GalleryOptions options, bool repair, CancellationToken cancellationToken)
    {
        string In(string name) => Path.Combine(options.Directory, name);
        var findings = new List<DoctorFinding>();
        var report = new DoctorReport { Findings = findings, NotChecked = options.Database is null ? [] : [DatabaseCheck.NotOfPostgres] };
        await using var held = GalleryDirectory.Hold(options.Directory);
        await FormatAsync(In(GalleryLayout.FormatFile), repair, findings, cancellationToken);
        using var bucket = options.Pictures is { } place ? new S3BlobStore(place) : null;
        await (bucket?.RequireAsync(cancellationToken) ?? Task.CompletedTask);
        var check = new DatabaseCheck(options, findings);
        try
        {
            if (await check.RunAsync(cancellationToken) is not { } rows)
            {
                return report with { DatabaseSound = false }; // Nothing else can be held against it.
            }

            IPictureShelf shelf = bucket is null ? new PictureFolder(In(GalleryLayout.BlobFolder)) : new PictureBucket(bucket);
            var pictures = await new PictureCheck(check.Database, shelf, repair, findings).RunAsync(cancellationToken);
            var (problems, files) = await new IndexCheck(check.Database, In(GalleryLayout.SegmentFolder)).RunAsync(cancellationToken);
            findings.AddRange(problems.Select(problem => new DoctorFinding(
                "index", $"{problem}{(repair ? "; it was rebuilt from the database" : ": the next start rebuilds it from the database")}.", repair)));
            if (repair && problems.Count > 0)
            {
                Directory.Delete(In(GalleryLayout.SegmentFolder), recursive: true);
            }

            await LedgerCheck.RunAsync(check.Database, In(GalleryLayout.ErasureFile), repair, findings, cancellationToken);
            return report with { Crops = rows.Crops, Vectors = rows.Vectors, Pictures = pictures.Sound, PicturesUnknown = pictures.Unknown, IndexFiles = files };
        }
        finally
        {
            check.Database.Release();
        }
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

    /// <summary>A start does the rest; then what can be found is counted.</summary>
    private static async Task<List<DoctorFinding>> OpenAsync(GalleryOptions options, CancellationToken cancellationToken)
    {
        var findings = new List<DoctorFinding>();
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

        return findings;
    }
}
