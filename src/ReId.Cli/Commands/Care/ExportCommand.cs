using System.CommandLine;
using ReId.Cli.Commands.Serve;
using ReId.Cli.Output;
using ReId.Contracts;
using ReId.Index;
using ReId.Index.Export;

namespace ReId.Cli.Commands.Care;

/// <summary><c>reid export</c>: everything that is held on one identity.</summary>
internal static class ExportCommand
{
    public static Command Create()
    {
        var (data, database) = (CommonOptions.Data(), ServeArguments.DatabaseOption());
        var identity = new Option<Guid>("--identity") { Description = "Whom", HelpName = "ID", Required = true };
        var target = new Option<DirectoryInfo>("--out") { Description = "New folder", HelpName = "DIR", Required = true };
        var command = new Command("export", "Write everything that is held on one identity into a folder") { data, database, identity, target };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folder = parsed.GetValue(target)!.FullName.TrimEnd('/');
            if (Path.Exists(folder))
            {
                throw new ReIdException($"--out '{parsed.GetValue(target)}' exists already: name a new folder.");
            }

            await using var gallery = await Gallery.OpenAsync(
                CommonOptions.ExistingGallery(parsed.GetValue(data)!) with { Database = ServeArguments.Database(parsed.GetValue(database)) },
                cancellationToken: cancellationToken).ConfigureAwait(false);
            var aside = $"{folder}.{Guid.NewGuid():n}.part";
            try
            {
                var (files, pictures) = (0, 0);
                await foreach (var file in new IdentityExport(gallery).FilesAsync(parsed.GetValue(identity), cancellationToken).ConfigureAwait(false))
                {
                    var path = Path.Combine(aside, file.Path);
                    Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                    await File.WriteAllBytesAsync(path, file.Content, cancellationToken).ConfigureAwait(false);
                    (files, pictures) = file.Path.StartsWith("pictures/", StringComparison.Ordinal) ? (files, pictures + 1) : (files + 1, pictures);
                }

                Directory.Move(aside, folder);
                Terminal.Line($"{parsed.GetValue(target)}: {files} files of rows, {pictures} pictures");
            }
            finally
            {
                if (Directory.Exists(aside))
                {
                    Directory.Delete(aside, recursive: true);
                }
            }

            return ExitCodes.Success;
        });
        return command;
    }
}
