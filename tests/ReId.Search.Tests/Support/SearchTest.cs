using ReId.Index;
using ReId.Testing;

namespace ReId.Search.Tests.Support;

/// <summary>A test with a real gallery in a folder of its own.</summary>
public abstract class SearchTest : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected async Task<Gallery> GalleryWithAsync(params GalleryEntry[] entries)
    {
        var gallery = await Gallery.OpenAsync(
            new GalleryOptions { Directory = _folder.File("gallery"), SearchThreads = 1 }, cancellationToken: Token);
        if (entries.Length > 0)
        {
            var result = await gallery.AddAsync(entries, Token);
            Assert.Equal(entries.Length, result.Added);
        }

        return gallery;
    }

    public void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
