using System.CommandLine;
using System.Globalization;
using ReId.Cli.Commands.Serve;
using ReId.Cli.Output;
using ReId.Index.Backup;

namespace ReId.Cli.Commands.Care;

/// <summary><c>reid restore</c>: a gallery from a backup, without what was erased since.</summary>
internal static class RestoreCommand
{
    public static Command Create()
    {
        var (data, database, pictures) = (CommonOptions.Data(), ServeArguments.DatabaseOption(), PicturesArgument.Create());
        var source = new Option<string>("--from") { Description = "What 'reid backup' made", HelpName = "DIR|FILE.tar", Required = true };
        var replace = new Option<bool>("--replace") { Description = "Put it in the place of the gallery that is there, which is kept beside it" };
        var ledger = new Option<FileInfo?>("--erasures") { Description = "Ledger of erasures that was kept elsewhere (erasures.log): they are repeated", HelpName = "FILE" };
        var command = new Command("restore", "Bring a gallery back from a backup; what was erased since stays erased") { data, database, pictures, source, replace, ledger };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var directory = parsed.GetValue(data)!;
            var report = await GalleryRestore.RunAsync(
                new RestoreOptions
                {
                    Backup = parsed.GetValue(source)!,
                    Directory = directory.FullName,
                    Replace = parsed.GetValue(replace),
                    Ledger = parsed.GetValue(ledger)?.FullName,
                    Database = ServeArguments.Database(parsed.GetValue(database)),
                    Pictures = PicturesArgument.Read(parsed.GetValue(pictures)),
                },
                cancellationToken).ConfigureAwait(false);
            Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{directory}: {report.Crops:N0} crops as of {report.Backup.Head.CreatedAt:yyyy-MM-dd HH:mm:ss} UTC; {report.Backup.Files:N0} files verified, database checked, {report.Searched:N0} of {report.Searched:N0} searches found their crop, {Repeated(report)}"));
            if (report.Former is { } former)
            {
                Terminal.Line($"the former gallery is kept at {former}; it holds personal data that no erasure reaches: delete it when it is not needed");
            }

            if (!report.LedgerFound)
            {
                await Console.Error.WriteLineAsync("note: no ledger of erasures was found beside the gallery; what was erased after the backup is back, unless you restore again with --erasures FILE").ConfigureAwait(false);
            }

            return ExitCodes.Success;
        });
        return command;
    }

    // What was erased may have been confirmed as somebody else's since: the number makes whoever expects none look.
    private static string Repeated(RestoreReport report) => string.Create(
        CultureInfo.InvariantCulture,
        $"{report.Erasures:N0} {(report.Erasures == 1 ? "erasure" : "erasures")} since then repeated{(report.Erasures == 0 ? "" : $", {report.ErasedCrops:N0} {(report.ErasedCrops == 1 ? "crop" : "crops")} of the backup erased again")}");
}
