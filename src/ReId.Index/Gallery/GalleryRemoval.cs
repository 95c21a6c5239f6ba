using ReId.Contracts;
using ReId.Index.Storage;

namespace ReId.Index;

/// <summary>Removes a whole gallery.</summary>
public static class GalleryRemoval
{
    /// <summary>Deletes a gallery's directory with everything in it.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="cancellationToken">Cancels up to the deletion.</param>
    /// <exception cref="ReIdException">
    /// Another process has it open, a newer version made it, or it is no gallery; nothing was touched.
    /// </exception>
    public static async Task RemoveAsync(string directory, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        if (!Gallery.Exists(directory))
        {
            throw new ReIdException($"The directory {directory} is no gallery.");
        }

        // Holding the lock while deleting: nobody can open it in between.
        var held = await GalleryDirectory.OpenAsync(directory, cancellationToken);
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        finally
        {
            held.Abandon();
        }
    }
}
