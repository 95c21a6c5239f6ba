using ReId.Contracts.Blobs;
using ReId.Index.Blobs;

namespace ReId.Index.Doctor;

/// <summary>Where pictures are, with what only a look at all of it needs.</summary>
internal interface IPictureShelf
{
    /// <summary>Reads them by key.</summary>
    IBlobStore Store { get; }

    /// <summary>What lies there, for a sentence.</summary>
    string Things { get; }

    /// <summary>Everything that may be a picture of this gallery, and when it was written (UTC).</summary>
    IAsyncEnumerable<(string Name, DateTime WrittenAt)> ListAsync(CancellationToken cancellationToken);

    /// <summary>Deletes something that was listed.</summary>
    Task DeleteAsync(string name, CancellationToken cancellationToken);
}

/// <summary>The folder of a gallery's directory: all that is in it is the gallery's, files of cut-short writes too.</summary>
internal sealed class PictureFolder(string folder) : IPictureShelf
{
    public IBlobStore Store { get; } = new FileBlobStore(folder);

    public string Things => "picture files";

    public IAsyncEnumerable<(string Name, DateTime WrittenAt)> ListAsync(CancellationToken cancellationToken) =>
        (Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories) : [])
            .Select(file => (Path.GetRelativePath(folder, file), File.GetLastWriteTimeUtc(file))).ToAsyncEnumerable();

    public Task DeleteAsync(string name, CancellationToken cancellationToken)
    {
        File.Delete(Path.Combine(folder, name));
        return Task.CompletedTask;
    }
}

/// <summary>A place in a bucket. It may be all of the bucket, and others may have put something there: only what is named as pictures of crops are is looked at.</summary>
internal sealed class PictureBucket(S3BlobStore bucket) : IPictureShelf
{
    public IBlobStore Store => bucket;

    public string Things => "objects of the bucket";

    public IAsyncEnumerable<(string Name, DateTime WrittenAt)> ListAsync(CancellationToken cancellationToken) =>
        bucket.ListDatedAsync(cancellationToken).Where(item => BlobKeys.IsOfCrop(item.Key));

    public Task DeleteAsync(string name, CancellationToken cancellationToken) => bucket.DeleteAsync(name, cancellationToken);
}
