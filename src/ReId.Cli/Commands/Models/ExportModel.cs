using System.CommandLine;
using System.Globalization;
using ReId.Cli.Output;
using ReId.Model.Onnx;
using ReId.Model.Weights;

namespace ReId.Cli.Commands.Models;

/// <summary><c>reid models export</c>: a model file as ONNX.</summary>
internal static class ExportModel
{
    public static Command Create()
    {
        var file = new Argument<FileInfo>("file") { Description = "A model file (.safetensors)" };
        var onnx = new Option<FileInfo>("--onnx")
        {
            Description = "The ONNX file to write: pictures in, vectors of length 1 out, any batch",
            HelpName = "OUT.onnx",
            Required = true,
        };
        var command = new Command("export", "Write a model file as ONNX") { file, onnx };
        command.SetAction(parsed =>
        {
            var source = parsed.GetValue(file)!;
            InputFile.MustExist("file", source);
            var target = parsed.GetValue(onnx)!;
            if (!target.Extension.Equals(".onnx", StringComparison.OrdinalIgnoreCase))
            {
                throw new UsageException($"--onnx '{target}' must end in .onnx.");
            }

            var model = ModelFile.Load(source.FullName);
            OnnxExport.Write(model, target.FullName);
            target.Refresh();
            Terminal.Line(string.Create(
                CultureInfo.InvariantCulture,
                $"{target}: N×3×{model.Info.InputHeight}×{model.Info.InputWidth} to N×{model.Info.Dimension}, {target.Length / 1e6:0.0} MB, model id {model.Info.Id}"));
            return ExitCodes.Success;
        });
        return command;
    }
}
