using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using ReId.Cli.Commands.Serve;
using ReId.Cli.Output;
using ReId.Contracts;
using ReId.Index;
using ReId.Index.Erasure;
using ReId.Index.Identities;
using ReId.Model.Files;

namespace ReId.Cli.Commands.Care;

/// <summary>Receipts for people: on the terminal, in a file, and <c>reid erase receipts</c>, which reads them again.</summary>
internal static class ErasureReceipts
{
    private const int Most = 1000;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static Option<FileInfo?> FileOption() => new("--receipt") { Description = "Write the receipt to this file as JSON", HelpName = "FILE" };

    public static Command Create()
    {
        var (data, database, file) = (CommonOptions.Data(), ServeArguments.DatabaseOption(), FileOption());
        var id = new Option<Guid?>("--id") { Description = "This one only (default: all, newest first)", HelpName = "ID" };
        var command = new Command("receipts", "Show the receipts of earlier erasures") { data, database, id, file };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(file) is not null && parsed.GetValue(id) is null)
            {
                throw new UsageException("--receipt FILE writes one receipt: say which with --id.");
            }

            await using var gallery = await Gallery.OpenAsync(
                CommonOptions.ExistingGallery(parsed.GetValue(data)!) with { Database = ServeArguments.Database(parsed.GetValue(database)) },
                cancellationToken: cancellationToken).ConfigureAwait(false);
            var eraser = new Eraser(gallery);
            var receipts = parsed.GetValue(id) is { } one
                ? [await eraser.FindAsync(one, cancellationToken).ConfigureAwait(false) ?? throw new ReIdException($"There is no erasure {one} in this gallery.")]
                : await eraser.ListAsync(Most, null, cancellationToken).ConfigureAwait(false);
            foreach (var receipt in receipts)
            {
                _ = Show(receipt, parsed.GetValue(file));
            }

            if (receipts.Count == 0)
            {
                Terminal.Line("nothing was ever erased from this gallery");
            }

            return receipts.All(receipt => receipt.Check.Clean) ? ExitCodes.Success : ExitCodes.Failure;
        });
        return command;
    }

    /// <returns>The exit code: whether nothing of it is left.</returns>
    public static int Show(ErasureReceipt receipt, FileInfo? file)
    {
        var removed = receipt.Removed;
        Terminal.Line($"erasure {receipt.ErasureId}: {Amount.Of(removed.Crops, "crop")}, {Amount.Of(removed.Vectors, "vector")}, {Amount.Of(removed.Pictures, "picture")}, {Amount.Of(removed.Identities, "identity", "identities")}, {Amount.Of(removed.Decisions, "decision")}, {Amount.Of(removed.Changes, "step of history", "steps of history")}, {Amount.Of(removed.Watches, "watch", "watches")} removed");
        if (file is not null)
        {
            Write(file.FullName, JsonSerializer.Serialize(receipt, s_json) + "\n");
            Terminal.Line($"receipt: {file}");
        }

        if (receipt.RaisedWatchIds.Count > 0)
        {
            Terminal.Line($"watches that it had raised and that stay; see whether they are about the same person: {string.Join(", ", receipt.RaisedWatchIds)}");
        }

        if (removed.Messages > 0)
        {
            Terminal.Line($"dead letters of the message broker: {removed.Messages} removed");
        }

        if (receipt.Check.Messages == ErasureCheck.MessagesPending)
        {
            Terminal.Line($"dead letters of the message broker: not removed yet. {receipt.Check.MessagesProblem} 'reid serve --bus' does it as soon as it can, and so does the next 'reid erase --bus'.");
        }

        Terminal.Line(receipt.Check.Clean
            ? $"checked: no search finds it{(receipt.Check.BytesScanned is { } bytes ? $", nothing of it stands in {bytes:N0} bytes of files" : "")}"
            : $"checked: {string.Join(' ', receipt.Check.Problems.DefaultIfEmpty("not everything of it is gone; see the receipt."))}");
        return receipt.Check.Clean ? ExitCodes.Success : ExitCodes.Failure;
    }

    // Half a receipt proves nothing: aside, then renamed.
    private static void Write(string file, string text)
    {
        try
        {
            AtomicFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        }
        catch (ReIdException failure)
        {
            throw new ReIdException($"It is erased, but --receipt {failure.Message.TrimEnd('.')}; 'reid erase receipts --id … --receipt FILE' writes it elsewhere.", failure);
        }
    }
}
