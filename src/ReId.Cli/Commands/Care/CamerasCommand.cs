using System.CommandLine;
using System.Globalization;
using ReId.Cli.Commands.Serve;
using ReId.Cli.Output;
using ReId.Contracts;
using ReId.Index;
using ReId.Index.Retention;
using Spectre.Console;

namespace ReId.Cli.Commands.Care;

/// <summary><c>reid cameras</c>: how long each camera's crops are kept. Works beside a running server.</summary>
internal static class CamerasCommand
{
    private const string ForEver = "forever";

    public static Command Create() => new("cameras", "Show and set how long each camera's crops are kept") { CreateList(), CreateRetention() };

    private static Command CreateList()
    {
        var (data, database) = (CommonOptions.Data(), ServeArguments.DatabaseOption());
        var command = new Command("list", "Cameras and for how many days their crops are kept") { data, database };
        command.SetAction((parsed, cancellationToken) => WithStoresAsync(parsed.GetValue(data)!, parsed.GetValue(database), async stores =>
        {
            var table = new Table().Border(TableBorder.Simple).AddColumns("camera", "days kept");
            foreach (var camera in await stores.Retention.ListAsync(cancellationToken).ConfigureAwait(false))
            {
                table.AddRow(camera.Camera.EscapeMarkup(), camera.Days?.ToString(CultureInfo.InvariantCulture) ?? ForEver);
            }

            Terminal.Out.Write(table);
        }, cancellationToken));
        return command;
    }

    private static Command CreateRetention()
    {
        var (data, database) = (CommonOptions.Data(), ServeArguments.DatabaseOption());
        var camera = new Argument<string>("camera") { Description = "Name of the camera" };
        var days = new Argument<string>("days") { Description = $"Days after their capture, or '{ForEver}'" };
        var command = new Command("retention", "Set for how many days a camera's crops are kept; a server erases older ones once a day") { camera, days, data, database };
        command.SetAction((parsed, cancellationToken) => WithStoresAsync(parsed.GetValue(data)!, parsed.GetValue(database), async stores =>
        {
            var (name, text) = (parsed.GetValue(camera)!, parsed.GetValue(days)!);
            int? kept = text == ForEver ? null
                : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= CameraRetention.MostDays ? number
                : throw new UsageException($"<days> must be a whole number of days from 1 to {CameraRetention.MostDays}, or '{ForEver}', not '{text}'.");
            if (!await stores.Retention.SetAsync(name, kept, cancellationToken).ConfigureAwait(false))
            {
                throw new ReIdException($"There is no camera '{name}': './reid cameras list' shows those there are.");
            }

            Terminal.Line(kept is null ? $"crops of {name} are kept for ever" : $"crops of {name} are erased {kept} days after their capture");
        }, cancellationToken));
        return command;
    }

    private static async Task<int> WithStoresAsync(
        DirectoryInfo data, string? database, Func<ServiceStores, Task> work, CancellationToken cancellationToken)
    {
        var options = CommonOptions.ExistingGallery(data) with { Database = ServeArguments.Database(database) };
        await using var stores = await ServiceStores.OpenBesideAsync(options, cancellationToken).ConfigureAwait(false);
        await work(stores).ConfigureAwait(false);
        return ExitCodes.Success;
    }
}
