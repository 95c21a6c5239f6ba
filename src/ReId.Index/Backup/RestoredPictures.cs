using ReId.Contracts.Blobs;
using ReId.Index.Storage;

namespace ReId.Index.Backup;

/// <summary>The pictures of a restored gallery on their way into a bucket.</summary>
internal static class RestoredPictures
{
    private const int AtOnce = 8;

    /// <summary>Moves them there, and notes in the gallery aside where they are. What the bucket holds besides stays.</summary>
    public static async Task MoveAsync(string aside, IBlobStore bucket, string place, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(aside, GalleryLayout.BlobFolder);
        if (Directory.Exists(folder))
        {
            await Parallel.ForEachAsync(
                Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
                async (file, token) => await bucket.WriteAsync(Path.GetRelativePath(folder, file), await File.ReadAllBytesAsync(file, token), token));
            Directory.Delete(folder, recursive: true);
        }

        await PicturePlace.WriteAsync(aside, place, cancellationToken);
    }
}
