using System.CommandLine;

namespace ReId.Cli.Commands.Models;

/// <summary><c>reid models</c>: backbones, model files, checkpoints of other programs, and the change of a gallery's model.</summary>
internal static class ModelsCommand
{
    public static Command Create() => new("models", "List backbones, import and export models, show model files, change the model of a gallery")
    {
        ListModels.Create(),
        ImportModel.Create(),
        ShowModel.Create(),
        ExportModel.Create(),
        ChangeModel.Create(),
    };
}
