using System.CommandLine;

namespace ReId.Cli.Commands.Models;

/// <summary><c>reid models</c>: the backbones there are, model files, and checkpoints of other programs.</summary>
internal static class ModelsCommand
{
    public static Command Create() => new("models", "List backbones, import and export models, show model files")
    {
        ListModels.Create(),
        ImportModel.Create(),
        ShowModel.Create(),
        ExportModel.Create(),
    };
}
