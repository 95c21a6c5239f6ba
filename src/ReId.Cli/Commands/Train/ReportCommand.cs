using System.CommandLine;
using ReId.Cli.Output;
using ReId.Model.Training.Reporting;

namespace ReId.Cli.Commands.Train;

/// <summary><c>reid train report</c>: writes the report of a run again, also while the run goes on.</summary>
internal static class ReportCommand
{
    public static Command Create()
    {
        var run = new Argument<DirectoryInfo>("rundir") { Description = "Folder of a training run", HelpName = "RUNDIR" };
        var output = new Option<FileInfo?>("--out")
        {
            Description = $"The HTML file to write; default: {RunReport.ReportFile} in the folder",
            HelpName = "FILE.html",
        };
        var title = new Option<string?>("--title") { Description = "Heading of the report; default: the folder's name", HelpName = "TEXT" };
        var command = new Command("report", "Write a training run's report (HTML) again, from its recipe and metrics log") { run, output, title };
        command.SetAction(parsed =>
        {
            var written = RunReport.Write(parsed.GetValue(run)!.FullName, parsed.GetValue(output)?.FullName, parsed.GetValue(title));
            Terminal.Line($"{written}: {new FileInfo(written).Length / 1024} KiB");
            return ExitCodes.Success;
        });
        return command;
    }
}
