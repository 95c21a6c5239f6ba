using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using ReId.Cli.Output;
using ReId.Model.Backbones;
using ReId.Model.Files;
using Spectre.Console;

namespace ReId.Cli.Commands.Models;

/// <summary><c>reid models list [NAME]</c>: the backbones, what they cost, and one backbone's options.</summary>
internal static class ListModels
{
    public static Command Create()
    {
        var name = new Argument<string?>("name") { Description = "Only this backbone, and its options", Arity = ArgumentArity.ZeroOrOne };
        var settings = BackboneChoice.Settings();
        var json = CommonOptions.Json();
        var command = new Command("list", "List the backbones with their parameters and multiply-adds") { name, settings, json };
        command.SetAction((parsed, cancellationToken) =>
        {
            var chosen = parsed.GetValue(settings) ?? [];
            IReadOnlyList<IBackbone> backbones = parsed.GetValue(name) switch
            {
                { } one => [BackboneChoice.Find("name", one, chosen)],
                null when chosen.Length > 0 => throw new UsageException("--set needs the name of one backbone: reid models list NAME --set …."),
                null => BackboneCatalog.All,
            };
            var costs = new List<(IBackbone Backbone, BackboneCost Cost)>();
            foreach (var backbone in backbones)
            {
                cancellationToken.ThrowIfCancellationRequested();
                costs.Add((backbone, BackboneCost.Of(backbone)));
            }

            PrintCosts(costs);
            if (parsed.GetValue(name) is not null)
            {
                PrintOptions(backbones[0]);
            }

            if (parsed.GetValue(json) is { } file)
            {
                WriteJson(file.FullName, costs);
            }

            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static void PrintCosts(IReadOnlyList<(IBackbone Backbone, BackboneCost Cost)> costs)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumn("backbone");
        foreach (var column in (string[])["input", "dimension", "parameters", "multiply-adds"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach (var (backbone, cost) in costs)
        {
            table.AddRow(
                backbone.Name,
                $"{backbone.InputHeight}×{backbone.InputWidth}",
                backbone.Dimension.ToString(CultureInfo.InvariantCulture),
                string.Create(CultureInfo.InvariantCulture, $"{cost.Parameters / 1e6:0.00} M"),
                string.Create(CultureInfo.InvariantCulture, $"{cost.MultiplyAdds / 1e9:0.000} G"));
        }

        Terminal.Out.Write(table);
    }

    private static void PrintOptions(IBackbone backbone)
    {
        var table = new Table().Border(TableBorder.Simple)
            .AddColumn("option").AddColumn("value").AddColumn("takes").AddColumn("what it is");
        foreach (var option in backbone.Options)
        {
            var value = backbone.Chosen.GetValueOrDefault(option.Name) ?? option.Default;
            table.AddRow(option.Name, value, option.Allowed, option.Description);
        }

        Terminal.Out.Write(table);
    }

    private static void WriteJson(string path, IReadOnlyList<(IBackbone Backbone, BackboneCost Cost)> costs)
    {
        var backbones = costs.Select(c => new
        {
            c.Backbone.Name,
            Options = c.Backbone.Chosen,
            c.Backbone.InputHeight,
            c.Backbone.InputWidth,
            c.Backbone.Dimension,
            c.Cost.Parameters,
            c.Cost.MultiplyAdds,
        });
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, new { backbones }, MatchJson.Format));
    }
}
