using System.Text;
using Microsoft.EntityFrameworkCore;
using ReId.Contracts;
using ReId.Index.Database;
using ReId.Index.Storage;

namespace ReId.Index;

/// <summary>
/// The gallery's note, in a file of its directory, that its pictures are in a bucket. Commands that would look for them
/// in the directory, or store new ones there, are refused.
/// </summary>
internal static class PicturePlace
{
    public const string FileName = "pictures.place";

    /// <summary>Where the pictures of a gallery are; null for its directory.</summary>
    public static string? Of(string directory) => Path.Combine(directory, FileName) is var file && File.Exists(file)
        ? File.ReadAllText(file).Trim()
        : null;

    /// <summary>Compares the note with what is given; writes it for a gallery that has no crops yet.</summary>
    /// <exception cref="ReIdException">Pictures are somewhere else.</exception>
    public static async Task SettleAsync(GalleryDbContext context, string directory, string? given, CancellationToken cancellationToken)
    {
        var noted = Of(directory);
        if (noted == given)
        {
            return;
        }

        if (noted is not null || await context.Crops.AnyAsync(cancellationToken))
        {
            throw Elsewhere(directory, noted, given);
        }

        await WriteAsync(directory, given!, cancellationToken);
    }

    /// <summary>For what looks at a gallery without opening it.</summary>
    /// <exception cref="ReIdException">Pictures are somewhere else.</exception>
    public static void Require(string directory, string? given)
    {
        var noted = Of(directory);
        if (noted != given && (noted is not null || Directory.Exists(Path.Combine(directory, GalleryLayout.BlobFolder))))
        {
            throw Elsewhere(directory, noted, given);
        }
    }

    /// <summary>Writes the note into a gallery aside.</summary>
    public static Task WriteAsync(string directory, string place, CancellationToken cancellationToken) =>
        DurableFile.WriteAsync(Path.Combine(directory, FileName), Encoding.UTF8.GetBytes(place + "\n"), cancellationToken);

    private static ReIdException Elsewhere(string directory, string? noted, string? given) => new((noted, given) switch
    {
        (null, _) => $"The gallery {directory} has its pictures in its folder {GalleryLayout.BlobFolder}: copy that folder to {given}, write '{given}' into {Path.Combine(directory, FileName)}, and start again.",
        (_, null) => $"The gallery {directory} has its pictures in {noted}: name that with --pictures or REID_PICTURES.",
        _ => $"The gallery {directory} has its pictures in {noted}, not in {given}: name that one, or move the objects and write the new place into {FileName}.",
    });
}
