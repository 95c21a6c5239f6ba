using System.Diagnostics;

namespace ReId.Testing;

/// <summary>A file system of a few megabytes, where this process may mount one.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly string _path;

    private SmallDisk(string path) => _path = path;

    /// <summary>Mounts one at a path, or gives null where this process may not.</summary>
    public static async Task<SmallDisk?> MountAsync(string path, int megabytes)
    {
        Directory.CreateDirectory(path);
        return await RunAsync("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", path) ? new SmallDisk(path) : null;
    }

    /// <summary>Makes it larger, as an operator does.</summary>
    public async Task GrowAsync(int megabytes)
    {
        if (!await RunAsync("mount", "-o", $"remount,size={megabytes}m", _path))
        {
            throw new InvalidOperationException($"{_path} cannot be made larger");
        }
    }

    /// <summary>Takes it away with everything on it.</summary>
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
