using System.CommandLine;
using ReId.Cli.Output;
using ReId.Model.Studies;
using ReId.Model.Studies.Results;
using ReId.Model.Studies.Running;

namespace ReId.Cli.Commands.Study;

/// <summary><c>reid study</c>: one question about accuracy, answered by runs that differ in one thing.</summary>
internal static class StudyCommand
{
    public static Command Create()
    {
        var name = new Argument<string?>("name")
        {
            Description = $"{string.Join(", ", StudyCatalog.All.Select(study => study.Name))}; without a name the studies are listed",
            Arity = ArgumentArity.ZeroOrOne,
            HelpName = "NAME",
        };
        var arguments = new StudyArguments();
        var command = new Command("study", "Measure accuracy against cost, dimension, image quality, data, or loss") { name };
        arguments.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(name) is not { } wanted)
            {
                return arguments.FirstGiven(parsed) is { } given
                    ? throw new UsageException($"{given} needs a study: reid study NAME …, where NAME is one of {string.Join(", ", StudyCatalog.All.Select(study => study.Name))}.")
                    : List();
            }

            var study = StudyCatalog.Find(wanted)
                ?? throw new UsageException(StudyCatalog.Unknown("study", wanted, StudyCatalog.All.Select(one => one.Name)));
            var settings = arguments.Read(parsed, study);
            return await RunAsync(settings, arguments, parsed, cancellationToken).ConfigureAwait(false);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        StudySettings settings, StudyArguments arguments, ParseResult parsed, CancellationToken cancellationToken)
    {
        StudyOutcome outcome;
        using (var lines = new StudyLines(settings))
        {
            outcome = await new StudyRunner(settings, arguments.Data(parsed), lines).RunAsync(cancellationToken).ConfigureAwait(false);
        }

        StudyTable.Print(outcome);
        Terminal.Line($"report  {settings.Folder.Report}");
        Terminal.Line($"json    {settings.Folder.Json}");
        return ExitCodes.Success;
    }

    private static int List()
    {
        foreach (var study in StudyCatalog.All)
        {
            Terminal.Line($"{study.Name,-10} {study.Summary}");
        }

        return ExitCodes.Success;
    }
}
