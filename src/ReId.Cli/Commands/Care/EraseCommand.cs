using System.CommandLine;
using ReId.Cli.Commands.Serve;
using ReId.Cli.Hosting.Bus;
using ReId.Cli.Hosting.Bus.Dead;
using ReId.Cli.Output;
using ReId.Contracts;
using ReId.Index;
using ReId.Index.Erasure;
using ReId.Index.Identities;

namespace ReId.Cli.Commands.Care;

/// <summary><c>reid erase</c>: somebody, some crops, or what a camera saw, with a receipt.</summary>
internal static class EraseCommand
{
    public static Command Create()
    {
        var (data, database, vectors) = (CommonOptions.Data(), ServeArguments.DatabaseOption(), VectorsArgument.Create());
        var identity = new Option<Guid?>("--identity") { Description = "Somebody: crops, name and history", HelpName = "ID" };
        var crops = new Option<Guid[]>("--crop") { Description = "This crop (may be repeated)", HelpName = "ID" };
        var camera = new Option<string?>("--camera") { Description = "What this camera saw", HelpName = "NAME" };
        var from = new Option<string?>("--from") { Description = "Captured at or after this time (UTC)", HelpName = "TIME" };
        var to = new Option<string?>("--to") { Description = "Captured before this time (UTC)", HelpName = "TIME" };
        var receipt = ErasureReceipts.FileOption();
        var bus = BusArgument.Create("none: there are no dead letters to look through");
        var command = new Command("erase", "Erase somebody, crops, a camera or a span of time for good, with a receipt")
        {
            data, database, vectors, identity, crops, camera, from, to, receipt, bus, ErasureReceipts.Create(),
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

            var broker = BusOptions.Read(parsed.GetValue(bus));
            await using var gallery = await Gallery.OpenAsync(
                CommonOptions.ExistingGallery(parsed.GetValue(data)!) with
                {
                    Database = ServeArguments.Database(parsed.GetValue(database)),
                    VectorDatabase = VectorsArgument.Read(parsed.GetValue(vectors)),
                    IndexKind = IndexArgument.Read(),
                },
                cancellationToken: cancellationToken).ConfigureAwait(false);
            await IdentityStore.OpenAsync(gallery, cancellationToken: cancellationToken).ConfigureAwait(false);
            var eraser = new Eraser(gallery, messages: broker.IsRabbitMq ? new ErasedDeadLetters(broker) : null);
            var repeated = gallery.FinishedErasures.FirstOrDefault(finished => Eraser.IsSame(finished.Request, request));
            foreach (var finished in gallery.FinishedErasures)
            {
                Terminal.Line($"finished: erasure {finished.ErasureId} of {finished.At.UtcDateTime:u}, which was interrupted");
                if (finished != repeated)
                {
                    _ = ErasureReceipts.Show(finished, null);
                }
            }

            // The same command again, after it was killed: it is done now, and its crops are not there to be found.
            return ErasureReceipts.Show(
                repeated is null
                    ? await eraser.EraseAsync(request, "command line", cancellationToken).ConfigureAwait(false)
                    : await CompletedAsync(eraser, repeated, cancellationToken).ConfigureAwait(false),
                parsed.GetValue(receipt));
        });
        return command;
    }

    private static async Task<ErasureReceipt> CompletedAsync(Eraser eraser, ErasureReceipt receipt, CancellationToken cancellationToken)
    {
        try
        {
            await eraser.SweepMessagesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ReIdException)
        {
            // The receipt says so.
        }

        return await eraser.FindAsync(receipt.ErasureId, cancellationToken).ConfigureAwait(false) ?? receipt;
    }
}
