using ReId.Contracts;

namespace ReId.Cli.Commands;

/// <summary>Files that a user names. The command line is right even when the file is missing: that is a failure.</summary>
internal static class InputFile
{
    public static void MustExist(string option, FileInfo file)
    {
        if (!file.Exists)
        {
            throw new ReIdException(Directory.Exists(file.FullName)
                ? $"{option} '{file}' is a folder: name a file."
                : $"{option} '{file}' does not exist.");
        }
    }

    public static async Task<byte[]> ReadAsync(string option, FileInfo file, CancellationToken cancellationToken)
    {
        MustExist(option, file);
        return await File.ReadAllBytesAsync(file.FullName, cancellationToken).ConfigureAwait(false);
    }
}
