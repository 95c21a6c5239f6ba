namespace ReId.Index.Tests.Support;

/// <summary>A file that nobody can delete, not even root: something is mounted on it.</summary>
internal sealed class PinnedFile : IDisposable
{
    private readonly string _path;

    private PinnedFile(string path) => _path = path;

    public static async Task<PinnedFile?> PinAsync(string path) =>
        await SmallDisk.RunAsync("mount", "--bind", path, path) ? new PinnedFile(path) : null;

    public void Dispose() => SmallDisk.RunAsync("umount", _path).GetAwaiter().GetResult();
}
