using System.CommandLine;
using System.Diagnostics;
using ReId.Model.Evaluation;
using ReId.Model.Evaluation.Labels;
using ReId.Model.Files;

namespace ReId.Cli.Commands.Eval;

/// <summary><c>reid eval</c>: how well a model, or features from anywhere, find the right pictures.</summary>
internal static class EvalCommand
{
    // More reasons than this would bury the result; the count always tells all.
    private const int ReasonsShown = 10;

    public static Command Create()
    {
        var data = new DataSetArguments("--query-features and its three companions");
        var features = new FeatureArguments();
        var scoring = new ScoringArguments();
        var noCameras = new Option<bool>("--no-cameras")
        {
            Description = "Image retrieval: every other picture of the identity is a match, whoever took it",
        };
        var verification = new VerificationArguments();
        var pairs = new Option<FileInfo?>("--pairs")
        {
            Description = "Evaluate a list of pairs as LFW has it, in place of a data set; --root holds a folder for each name",
            HelpName = "pairs.txt",
        };
        var json = CommonOptions.Json();
        var command = new Command("eval", "Measure how well pictures are found again");
        data.AddTo(command);
        features.AddTo(command);
        command.Options.Add(noCameras);
        scoring.AddTo(command);
        verification.AddTo(command);
        command.Options.Add(pairs);
        command.Options.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = scoring.Read(parsed);
            verification.Check(parsed);
            if (parsed.GetValue(json) is { } target)
            {
                // Not after an hour of embedding.
                AtomicFile.RequireWritable(target.FullName);
            }

            if (parsed.GetValue(pairs) is { } list)
            {
                var other = features.FirstGiven(parsed) ?? scoring.FirstGiven(parsed)
                    ?? verification.FirstGiven(parsed) ?? (parsed.GetResult(noCameras) is { Implicit: false } ? noCameras.Name : null);
                return other is null
                    ? await PairsEvaluation.RunAsync(parsed, list, data, parsed.GetValue(json), cancellationToken).ConfigureAwait(false)
                    : throw new UsageException($"{other} and --pairs exclude each other: pairs are neither ranked nor searched for.");
            }

            var cameras = !parsed.GetValue(noCameras);
            EvaluationSource source;
            EvaluationReport report;
            using (var progress = new StageLine())
            {
                (source, var set) = await LoadAsync(parsed, data, features, cameras, progress, cancellationToken).ConfigureAwait(false);
                var ranked = FeatureEvaluation.Run(set, options, progress, cancellationToken);
                report = verification.Add(parsed, set, ranked, progress, cancellationToken);
            }

            EvaluationTable.Print(source, report);
            if (parsed.GetValue(json) is { } file)
            {
                EvaluationJson.Write(file.FullName, source, report);
            }

            return ExitCodes.Success;
        });
        return command;
    }

    private static async Task<(EvaluationSource Source, EvaluationSet Set)> LoadAsync(
        ParseResult parsed, DataSetArguments data, FeatureArguments features, bool cameras, StageLine progress,
        CancellationToken cancellationToken)
    {
        if (features.FirstGiven(parsed) is { } given)
        {
            return data.FirstGiven(parsed) is { } other
                ? throw new UsageException($"{given} and {other} exclude each other: evaluate a data set, or features from files.")
                : (new EvaluationSource("features", Model: null, Skipped: 0, TimeSpan.Zero), features.Read(parsed, cameras).Load());
        }

        var lists = data.Read(parsed, cameras);
        var clock = Stopwatch.StartNew();
        var embedded = await data.EmbedAsync(parsed, lists, progress, cancellationToken).ConfigureAwait(false);
        var source = new EvaluationSource(lists.Name, embedded.Model.Id, embedded.Skipped.Count, clock.Elapsed);
        foreach (var reason in embedded.Skipped.Take(ReasonsShown))
        {
            await Console.Error.WriteLineAsync($"skipped: {reason}").ConfigureAwait(false);
        }

        return (source, embedded.ToSet());
    }
}
