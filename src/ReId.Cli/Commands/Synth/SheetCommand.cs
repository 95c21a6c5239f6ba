using System.CommandLine;
using ReId.Cli.Output;
using ReId.Model.Files;
using ReId.Synthesis.Crops;

namespace ReId.Cli.Commands.Synth;

/// <summary><c>reid synth sheet</c>: the people at a glance.</summary>
internal static class SheetCommand
{
    public static Command Create()
    {
        var target = new Option<FileInfo>("--out") { Description = "The PNG file to write", Required = true };
        var command = new Command("sheet", "A picture of people in rows under cameras in columns") { target };
        var arguments = new CropSetArguments(command, 6, 12, 1);
        command.SetAction((parsed, _) =>
        {
            var path = parsed.GetValue(target)!.FullName;
            var (height, width) = arguments.Size(parsed);
            var png = PeopleSheet.Png(arguments.Read(parsed, 1), height, width);
            AtomicFile.Write(path, stream => stream.Write(png));
            Terminal.Line(path);
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }
}
