using System.CommandLine;
using System.Globalization;
using ReId.Cli.Commands.Serve;
using ReId.Cli.Output;
using ReId.Index;
using ReId.Index.Backup;

namespace ReId.Cli.Commands.Care;

/// <summary><c>reid backup</c>: a copy of a gallery, also while a server has it open.</summary>
internal static class BackupCommand
{
    public static Command Create()
    {
        var (data, database, pictures) = (CommonOptions.Data(), ServeArguments.DatabaseOption(), PicturesArgument.Create());
        var target = new Option<string>("--out") { Description = "New folder, or new file that ends in .tar", HelpName = "DIR|FILE.tar", Required = true };
        var command = new Command("backup", "Copy a gallery, also while a server has it open") { data, database, pictures, target };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var gallery = new GalleryOptions
            {
                Directory = parsed.GetValue(data)!.FullName,
                Database = ServeArguments.Database(parsed.GetValue(database)),
                Pictures = PicturesArgument.Read(parsed.GetValue(pictures)),
            };
            var report = await GalleryBackup.RunAsync(gallery, parsed.GetValue(target)!, cancellationToken).ConfigureAwait(false);
            Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{parsed.GetValue(target)}: {report.Head.Crops:N0} crops, {report.Head.Vectors:N0} vectors, {report.Files:N0} files, {report.Bytes:N0} bytes, as of {report.Head.CreatedAt:yyyy-MM-dd HH:mm:ss} UTC; database checked"));
            if (report.Head.MissingPictures > 0)
            {
                await Console.Error.WriteLineAsync($"note: {report.Head.MissingPictures} crops have lost their pictures; 'reid doctor' names them").ConfigureAwait(false);
            }

            return ExitCodes.Success;
        });
        return command;
    }
}
