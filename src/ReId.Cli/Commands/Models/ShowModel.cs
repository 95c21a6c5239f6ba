using System.CommandLine;
using System.Globalization;
using ReId.Cli.Output;
using ReId.Model.Embedding;
using ReId.Model.Weights;
using Spectre.Console;

namespace ReId.Cli.Commands.Models;

/// <summary><c>reid models show</c>: what a model file says of itself.</summary>
internal static class ShowModel
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "A model file (.safetensors)" };
        var command = new Command("show", "Show what a model file says of itself") { file };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(file)!;
            InputFile.MustExist("file", path);
            Show(ModelFile.Load(path.FullName));
            return ExitCodes.Success;
        });
        return command;
    }

    private static void Show(ModelFile model)
    {
        ModelInfo info = model.Info;
        var culture = CultureInfo.InvariantCulture;
        var grid = new Grid().AddColumn().AddColumn();
        grid.AddRow("model id", info.Id.EscapeMarkup());
        grid.AddRow("architecture", info.Architecture.EscapeMarkup());
        if (info.Options.Count > 0)
        {
            var options = info.Options.OrderBy(option => option.Key, StringComparer.Ordinal);
            grid.AddRow("options", string.Join(' ', options.Select(option => $"{option.Key}={option.Value}")).EscapeMarkup());
        }

        grid.AddRow("dimension", info.Dimension.ToString(culture));
        grid.AddRow("input", $"{info.InputHeight}×{info.InputWidth}, {info.Resize.EscapeMarkup()}");
        grid.AddRow("mean, std", $"{Numbers(info.Mean)}; {Numbers(info.Std)}");
        grid.AddRow("tensors", model.Tensors.Count.ToString(culture));
        foreach (var (key, value) in info.Training.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            grid.AddRow(key.EscapeMarkup(), value.EscapeMarkup());
        }

        Terminal.Out.Write(grid);

        static string Numbers(IReadOnlyList<float> values) =>
            string.Join(' ', values.Select(value => value.ToString("0.###", CultureInfo.InvariantCulture)));
    }
}
