using ReId.Contracts;
using ReId.Index.Storage;

namespace ReId.Index;

/// <summary>
/// Whether a directory may go with where its rows are said to be. It does not know of a PostgreSQL database; so much can
/// be seen that a variable of the environment, meant for another gallery, does no harm.
/// </summary>
internal static class RowPlace
{
    /// <summary>For what looks at a gallery without opening it.</summary>
    /// <exception cref="ReIdException">Rows are somewhere else.</exception>
    public static void Require(string directory, string? database)
    {
        var exists = File.Exists(Path.Combine(directory, GalleryLayout.DatabaseFile));
        if (database is not null && exists)
        {
            throw new ReIdException(
                $"The gallery {directory} has its rows in its {GalleryLayout.DatabaseFile}, but --database or REID_DATABASE names PostgreSQL: leave that out, or move the file away if it is an old one.");
        }

        if (database is null && !exists)
        {
            throw new ReIdException(File.Exists(Path.Combine(directory, GalleryLayout.FormatFile)) && !File.Exists(Path.Combine(directory, GalleryLayout.SealFile))
                ? $"The gallery {directory} has no {GalleryLayout.DatabaseFile}: it is empty, or its rows are in PostgreSQL, which --database or REID_DATABASE names; if it had one, only a backup brings it back ('reid restore')."
                : $"The directory {directory} has no {GalleryLayout.DatabaseFile}: it is no gallery, or it has lost its database and only a backup brings it back ('reid restore').");
        }
    }
}
