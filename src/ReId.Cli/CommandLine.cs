using System.CommandLine;
using System.CommandLine.Parsing;
using ReId.Cli.Commands;
using ReId.Cli.Commands.Calibrate;
using ReId.Cli.Commands.Care;
using ReId.Cli.Commands.Cluster;
using ReId.Cli.Commands.Data;
using ReId.Cli.Commands.Eval;
using ReId.Cli.Commands.Identities;
using ReId.Cli.Commands.Keys;
using ReId.Cli.Commands.Losses;
using ReId.Cli.Commands.Models;
using ReId.Cli.Commands.Queues;
using ReId.Cli.Commands.Serve;
using ReId.Cli.Commands.Study;
using ReId.Cli.Commands.Synth;
using ReId.Cli.Commands.Train;

namespace ReId.Cli;

/// <summary>The table of contents: every command.</summary>
internal static class CommandLine
{
    // After Ctrl-C what cameras gave so far is still indexed.
    private static readonly TimeSpan s_farewell = TimeSpan.FromMinutes(1);

    /// <summary>The program as words: what there is to parse.</summary>
    public static RootCommand Root()
    {
        var root = new RootCommand("ReId finds the same person (or object) again in the pictures of many cameras.")
        {
            DemoCommand.Create(),
            IngestCommand.Create(),
            SearchCommand.Create(),
            UpCommand.Create(),
            ServeCommand.Create(),
            WorkerCommand.Create(),
            QueueCommand.Create(),
            KeysCommand.Create(),
            GalleryCommand.Create(),
            BackupCommand.Create(),
            RestoreCommand.Create(),
            EraseCommand.Create(),
            ExportCommand.Create(),
            DoctorCommand.Create(),
            CamerasCommand.Create(),
            FeaturesCommand.Create(),
            ModelsCommand.Create(),
            EvalCommand.Create(),
            CalibrateCommand.Create(),
            ClusterCommand.Create(),
            IdentitiesCommand.Create(),
            CheckCommand.Create(),
            LossesCommand.Create(),
            TrainCommand.Create(),
            DataCommand.Create(),
            StudyCommand.Create(),
            SynthCommand.Create(),
        };
        return root;
    }

    public static async Task<int> RunAsync(string[] args, CancellationToken cancellationToken)
    {
        var parsed = Root().Parse(args);
        return await Failures.GuardAsync(HelpHint(parsed), async () =>
        {
            if (parsed.Errors.Count > 0)
            {
                throw new UsageException(ParseProblem.Describe(parsed));
            }

            using var interruption = new Interruption(s_farewell, cancellationToken);
            var configuration = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
            return await parsed.InvokeAsync(configuration, interruption.Token).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }

    private static string HelpHint(ParseResult parsed)
    {
        var path = new Stack<string>();
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult { Command: not RootCommand } command; at = at.Parent)
        {
            path.Push(command.Command.Name);
        }

        return $"Try './reid {string.Concat(path.Select(name => name + " "))}--help'.";
    }
}
