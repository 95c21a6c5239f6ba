using System.CommandLine;
using System.Globalization;
using ReId.Cli.Output;
using ReId.Model.Backbones;
using ReId.Model.Embedding;
using ReId.Model.Weights;
using Spectre.Console;

namespace ReId.Cli.Commands;

/// <summary><c>reid models</c>: the backbones there are, model files, and checkpoints of other programs.</summary>
internal static class ModelsCommand
{
    public static Command Create() => new("models", "List backbones, import and export models, show model files")
    {
        CreateList(), CreateImport(), CreateShow(), Models.ExportCommand.Create(),
    };

    private static Command CreateList()
    {
        var command = new Command("list", "List the backbones");
        command.SetAction(_ =>
        {
            var table = new Table().Border(TableBorder.Simple).AddColumn("backbone")
                .AddColumn(new TableColumn("input").RightAligned()).AddColumn(new TableColumn("dimension").RightAligned())
                .AddColumn(new TableColumn("parameters").RightAligned());
            foreach (var backbone in BackboneCatalog.All)
            {
                var parameters = BackboneCatalog.CountParameters(backbone);
                table.AddRow(
                    backbone.Name,
                    $"{backbone.InputHeight}×{backbone.InputWidth}",
                    backbone.Dimension.ToString(CultureInfo.InvariantCulture),
                    parameters.ToString("N0", CultureInfo.InvariantCulture));
            }

            Terminal.Out.Write(table);
            return ExitCodes.Success;
        });
        return command;
    }

    private static Command CreateImport()
    {
        var file = new Argument<FileInfo>("file") { Description = "A PyTorch checkpoint (.pth, .pt, .pth.tar) with torchreid's key names" };
        var architecture = new Option<string>("--arch") { Description = "Its backbone, e.g. osnet_x0_25", HelpName = "NAME", Required = true };
        var output = new Option<FileInfo>("--out") { Description = "The model file to write", HelpName = "M.safetensors", Required = true };
        var command = new Command("import", "Convert a PyTorch checkpoint; nothing in it is ever executed") { file, architecture, output };
        command.SetAction(parsed =>
        {
            var checkpoint = parsed.GetValue(file)!;
            InputFile.MustExist("file", checkpoint);
            var target = parsed.GetValue(output)!;
            if (!target.Extension.Equals(".safetensors", StringComparison.OrdinalIgnoreCase))
            {
                throw new UsageException($"--out '{target}' must end in .safetensors.");
            }

            var name = parsed.GetValue(architecture)!;
            if (!BackboneCatalog.All.Any(backbone => backbone.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                throw new UsageException(
                    $"--arch '{name}' is unknown: choose one of {string.Join(", ", BackboneCatalog.All.Select(backbone => backbone.Name))}.");
            }

            var model = new ModelImporter().Import(checkpoint.FullName, name, target.FullName);
            Terminal.Line($"{target}: {model.Tensors.Count} tensors, model id {model.Info.Id}");
            return ExitCodes.Success;
        });
        return command;
    }

    private static Command CreateShow()
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
