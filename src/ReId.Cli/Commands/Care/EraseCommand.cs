using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using ReId.Cli.Commands.Serve;
using ReId.Cli.Output;
using ReId.Index;
using ReId.Index.Erasure;
using ReId.Index.Identities;

namespace ReId.Cli.Commands.Care;

/// <summary><c>reid erase</c>: somebody, some crops, or what a camera saw, with a receipt.</summary>
internal static class EraseCommand
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static Command Create()
    {
        var (data, database, vectors) = (CommonOptions.Data(), ServeArguments.DatabaseOption(), VectorsArgument.Create());
        var identity = new Option<Guid?>("--identity") { Description = "Somebody: crops, name and history", HelpName = "ID" };
        var crops = new Option<Guid[]>("--crop") { Description = "This crop (may be repeated)", HelpName = "ID" };
        var camera = new Option<string?>("--camera") { Description = "What this camera saw", HelpName = "NAME" };
        var from = new Option<string?>("--from") { Description = "Captured at or after this time (UTC)", HelpName = "TIME" };
        var to = new Option<string?>("--to") { Description = "Captured before this time (UTC)", HelpName = "TIME" };
        var receipt = new Option<FileInfo?>("--receipt") { Description = "Write the receipt to this file as JSON", HelpName = "FILE" };
        var command = new Command("erase", "Erase somebody, crops, a camera or a span of time for good, with a receipt")
        {
            data, database, vectors, identity, crops, camera, from, to, receipt,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = new ErasureRequest
            {
                IdentityId = parsed.GetValue(identity),
                CropIds = parsed.GetValue(crops) is { Length: > 0 } given ? given : null,
                Camera = parsed.GetValue(camera),
                From = parsed.GetValue(from) is { } start ? Clock.Parse("--from", start) : null,
                To = parsed.GetValue(to) is { } end ? Clock.Parse("--to", end) : null,
            };
            if (request.Problem() is { } problem)
            {
                throw new UsageException(problem);
            }

            await using var gallery = await Gallery.OpenAsync(
                CommonOptions.ExistingGallery(parsed.GetValue(data)!) with
                {
                    Database = ServeArguments.Database(parsed.GetValue(database)),
                    VectorDatabase = VectorsArgument.Read(parsed.GetValue(vectors)),
                },
                cancellationToken: cancellationToken).ConfigureAwait(false);
            await IdentityStore.OpenAsync(gallery, cancellationToken: cancellationToken).ConfigureAwait(false);
            return Show(await new Eraser(gallery).EraseAsync(request, "command line", cancellationToken).ConfigureAwait(false), parsed.GetValue(receipt));
        });
        return command;
    }

    private static int Show(ErasureReceipt receipt, FileInfo? file)
    {
        var removed = receipt.Removed;
        Terminal.Line($"erasure {receipt.ErasureId}: {removed.Crops} crops, {removed.Vectors} vectors, {removed.Pictures} pictures, {removed.Identities} identities, {removed.Decisions} decisions, {removed.Changes} steps of history, {removed.Watches} watches removed");
        if (file is not null)
        {
            File.WriteAllText(file.FullName, JsonSerializer.Serialize(receipt, s_json) + "\n");
            Terminal.Line($"receipt: {file}");
        }

        if (receipt.RaisedWatchIds.Count > 0)
        {
            Terminal.Line($"watches that it had raised and that stay; see whether they are about the same person: {string.Join(", ", receipt.RaisedWatchIds)}");
        }

        Terminal.Line(receipt.Check.Clean
            ? $"checked: no search finds it{(receipt.Check.BytesScanned is { } bytes ? $", nothing of it stands in {bytes:N0} bytes of files" : "")}"
            : $"checked: {string.Join(' ', receipt.Check.Problems.DefaultIfEmpty("something of it is still there; see the receipt."))}");
        return receipt.Check.Clean ? ExitCodes.Success : ExitCodes.Failure;
    }
}
