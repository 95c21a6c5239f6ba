using System.CommandLine;
using ReId.Cli.Output;
using ReId.Model.Weights;

namespace ReId.Cli.Commands.Models;

/// <summary><c>reid models import</c>: a checkpoint of PyTorch becomes a model file.</summary>
internal static class ImportModel
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file")
        {
            Description = "A PyTorch checkpoint (.pth, .pt, .pth.tar) with the key names of torchreid, torchvision or IBN-Net",
        };
        var architecture = new Option<string>("--arch") { Description = "Its backbone, e.g. osnet_x0_25", HelpName = "NAME", Required = true };
        var settings = BackboneChoice.Settings();
        var output = new Option<FileInfo>("--out") { Description = "The model file to write", HelpName = "M.safetensors", Required = true };
        var command = new Command("import", "Convert a PyTorch checkpoint; nothing in it is ever executed")
        {
            file, architecture, settings, output,
        };
        command.SetAction(parsed =>
        {
            var checkpoint = parsed.GetValue(file)!;
            InputFile.MustExist("file", checkpoint);
            var target = parsed.GetValue(output)!;
            if (!target.Extension.Equals(".safetensors", StringComparison.OrdinalIgnoreCase))
            {
                throw new UsageException($"--out '{target}' must end in .safetensors.");
            }

            var backbone = BackboneChoice.Find("--arch", parsed.GetValue(architecture)!, parsed.GetValue(settings) ?? []);
            var model = ModelImporter.Import(checkpoint.FullName, backbone, target.FullName);
            Terminal.Line($"{target}: {model.Tensors.Count} tensors, model id {model.Info.Id}");
            return ExitCodes.Success;
        });
        return command;
    }
}
