using System.Text;
using Microsoft.EntityFrameworkCore;
using ReId.Contracts;
using ReId.Index.Database;
using ReId.Index.Storage;

namespace ReId.Index;

/// <summary>
/// A restoration into PostgreSQL ends in two places: rows are committed there, and the gallery's directory is renamed into
/// place here. Both carry the same mark; where a start finds it in the database but not in the directory, the process was
/// killed between the two, and nothing is served. Where it finds both, all of it is there, and the marks go.
/// </summary>
internal static class RestoreMark
{
    /// <summary>Key of the setting that is committed with the rows.</summary>
    public const string Key = "restoring";

    /// <summary>The file in the gallery's directory.</summary>
    public const string FileName = "restored.mark";

    /// <summary>Writes the file into a gallery aside.</summary>
    public static async Task<string> WriteAsync(string directory, CancellationToken cancellationToken)
    {
        var mark = Guid.NewGuid().ToString();
        await DurableFile.WriteAsync(Path.Combine(directory, FileName), Encoding.UTF8.GetBytes(mark + "\n"), cancellationToken);
        return mark;
    }

    /// <exception cref="ReIdException">The rows are of a restoration that did not come to its end.</exception>
    public static async Task RequireAsync(GalleryDbContext context, string directory, CancellationToken cancellationToken)
    {
        if (await FindAsync(context, cancellationToken) is { } mark && mark != Of(directory))
        {
            throw new ReIdException(
                $"The PostgreSQL database {PostgresSchema.Place(context)} was filled by a 'reid restore' that was interrupted before {directory} was in its place: run that command again, which begins anew.");
        }
    }

    /// <summary>The same, and takes the marks away.</summary>
    public static async Task SettleAsync(GalleryDbContext context, string directory, CancellationToken cancellationToken)
    {
        await RequireAsync(context, directory, cancellationToken);
        if (Of(directory) is not null)
        {
            await RemoveAsync(context, cancellationToken);
            File.Delete(Path.Combine(directory, FileName));
        }
    }

    public static Task<int> RemoveAsync(GalleryDbContext context, CancellationToken cancellationToken) =>
        context.Settings.Where(row => row.Key == Key).ExecuteDeleteAsync(cancellationToken);

    public static Task<string?> FindAsync(GalleryDbContext context, CancellationToken cancellationToken) =>
        context.Settings.Where(row => row.Key == Key).Select(row => row.Value).SingleOrDefaultAsync(cancellationToken);

    private static string? Of(string directory) => Path.Combine(directory, FileName) is var file && File.Exists(file)
        ? File.ReadAllText(file).Trim()
        : null;
}
