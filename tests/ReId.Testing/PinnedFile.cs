namespace ReId.Testing;

/// <summary>A file that nobody can delete, not even root: something is mounted on it.</summary>
public sealed class PinnedFile : IDisposable
{
    private readonly string _path;

    private PinnedFile(string path) => _path = path;

    /// <summary>Pins it, or gives null where this process may not.</summary>
    public static async Task<PinnedFile?> PinAsync(string path) =>
        await SmallDisk.RunAsync("mount", "--bind", path, path) ? new PinnedFile(path) : null;

    /// <summary>Lets it go.</summary>
    public void Dispose() => SmallDisk.RunAsync("umount", _path).GetAwaiter().GetResult();
}
