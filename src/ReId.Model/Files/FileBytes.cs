using ReId.Contracts;

namespace ReId.Model.Files;

/// <summary>Reads whole files with errors that a user understands.</summary>
internal static class FileBytes
{
    /// <exception cref="ReIdException">The file is missing, unreadable, or too large for one array.</exception>
    public static byte[] Read(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ReIdException($"{path} does not exist", e);
        }
        catch (UnauthorizedAccessException e) when (Directory.Exists(path))
        {
            throw new ReIdException($"{path} is a folder; name a file in it", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReIdException($"{path} cannot be read: {e.Message}", e);
        }
    }
}
