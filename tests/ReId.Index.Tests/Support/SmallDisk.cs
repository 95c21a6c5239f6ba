using System.Diagnostics;

namespace ReId.Index.Tests.Support;

/// <summary>A file system of a few megabytes, where this process may mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly string _path;

    private SmallDisk(string path) => _path = path;

    public static async Task<SmallDisk?> MountAsync(string path, int megabytes)
    {
        Directory.CreateDirectory(path);
        return await RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", path) ? new SmallDisk(path) : null;
    }

    public async Task GrowAsync(int megabytes) =>
        Assert.True(await RunAsync("mount", "-o", $"remount,size={megabytes}m", _path));

    public void Dispose() => RunAsync("umount", _path).GetAwaiter().GetResult();

    internal static async Task<bool> RunAsync(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
