using System.CommandLine;
using System.Globalization;
using ReId.Cli.Output;
using ReId.Index.Clustering.Constraints;
using ReId.Index.Clustering.Graphs;
using ReId.Index.Clustering.Pipeline;
using ReId.Index.Clustering.Scores;
using ReId.Index.Identities;
using ReId.Model.Files;

namespace ReId.Cli.Commands.Cluster;

/// <summary><c>reid cluster</c>: who is who among features, without labels.</summary>
internal static class ClusterCommand
{
    public static Command Create()
    {
        var features = new Option<FileInfo?>("--features") { Description = "Features (.npy, N×D)", HelpName = "F.npy" };
        var labels = new Option<FileInfo?>("--labels") { Description = "True identities to score against (CSV: identity,camera)", HelpName = "L.csv" };
        var constraints = new Option<FileInfo?>("--constraints")
        {
            Description = "Rows that must or cannot be together (CSV: a,b,kind with kind must or cannot)",
            HelpName = "C.csv",
        };
        var cameras = new Option<FileInfo?>("--cameras")
        {
            Description = "Take off what all pictures of a camera have in common (CSV: camera; the file of --labels will do)",
            HelpName = "C.csv",
        };
        var output = new Option<FileInfo?>("--out") { Description = "The CSV file to write: index,cluster; -1 is noise", HelpName = "clusters.csv" };
        var work = new Option<DirectoryInfo?>("--work")
        {
            Description = "Folder that keeps the neighbours found so far, so that the same command goes on after an interruption",
            HelpName = "DIR",
        };
        var json = CommonOptions.Json();
        var settings = new ClusterSettings();
        var command = new Command("cluster", "Group features, or the crops of a gallery, by identity") { features, labels, constraints, cameras, output, work, json };
        settings.AddTo(command);
        var gallery = new ClusterGallery();
        gallery.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = settings.Read(parsed);
            if (gallery.IsMeant(parsed))
            {
                return await gallery.RunAsync(parsed, options, parsed.GetValue(json), [features, labels, constraints, cameras, output, work], cancellationToken).ConfigureAwait(false);
            }

            gallery.RefuseAlone(parsed);
            if (parsed.GetValue(features) is null || parsed.GetValue(output) is null)
            {
                throw new UsageException("name --features F.npy and --out clusters.csv, or --data DIR for the crops of a gallery.");
            }

            var target = parsed.GetValue(output)!.FullName;
            AtomicFile.RequireWritable(target);
            if (parsed.GetValue(json) is { } report)
            {
                AtomicFile.RequireWritable(report.FullName);
            }

            InputFile.MustExist("--features", parsed.GetValue(features)!);
            var rows = ClusterInput.Features(parsed.GetValue(features)!.FullName);
            var truth = parsed.GetValue(labels) is { } file ? ClusterInput.Identities(file.FullName, rows.Count) : null;
            var known = parsed.GetValue(constraints) is { } list
                ? ClusterInput.Constraints(list.FullName, rows.Count) : ClusteringConstraints.None(rows.Count);
            if (parsed.GetValue(cameras) is { } owners)
            {
                rows = CameraCentring.Run(rows, ClusterInput.Cameras(owners.FullName, rows.Count));
            }

            options = options with { Neighbours = options.Neighbours with { WorkFolder = parsed.GetValue(work)?.FullName } };
            ClusteringOutcome outcome;
            using (var progress = new ClusterProgressLine())
            {
                try
                {
                    outcome = await ClusterSettings.GuardAsync(() => Task.FromResult(ClusteringPipeline.Run(rows, known, options, progress, cancellationToken))).ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    throw new InterruptedException(Interrupted(options.Neighbours.WorkFolder));
                }
            }

            var scores = Score(truth, outcome.Labels);
            ClusterJson.WriteLabels(target, outcome.Labels);
            if (parsed.GetValue(json) is { } path)
            {
                ClusterJson.Write(path.FullName, options, outcome, scores);
            }

            Print(outcome, scores);
            return ExitCodes.Success;
        });
        return command;
    }

    private static string Interrupted(string? folder) => folder switch
    {
        null => "interrupted; nothing was written: with --work DIR the same command would go on from the neighbours found so far",
        _ when Directory.Exists(folder) => $"interrupted; the neighbours found so far are in {folder}: the same command goes on from there",
        _ => $"interrupted; nothing was found yet that {folder} could keep",
    };

    private static ClusterScores? Score(int[]? truth, IReadOnlyList<int> labels)
    {
        int[] known = truth is null ? [] : [.. Enumerable.Range(0, truth.Length).Where(row => truth[row] >= 0)];
        return known.Length == 0 ? null : ClusterScores.Of(Array.ConvertAll(known, row => truth![row]), Array.ConvertAll(known, row => labels[row]));
    }

    private static void Print(ClusteringOutcome outcome, ClusterScores? scores)
    {
        var culture = CultureInfo.InvariantCulture;
        Terminal.Line($"{Amount.Of(outcome.Labels.Count, "row")}: {Amount.Of(outcome.Clusters, "cluster")}, {outcome.Singletons} of one row, {Amount.Of(outcome.Noise, "row")} of noise");
        if (outcome.Silhouette is { } silhouette)
        {
            Terminal.Line(string.Create(culture, $"silhouette {silhouette:0.000}"));
        }

        if (outcome.NeighbourRecall is { } recall)
        {
            Terminal.Line(string.Create(culture, $"recall of the nearest neighbours {recall:0.000}"));
        }

        if (scores is not null)
        {
            Terminal.Line(string.Create(
                culture, $"ARI {scores.AdjustedRand:0.000}  NMI {scores.NormalisedMutualInformation:0.000}  BCubed F {scores.BCubedF:0.000}  pairwise F {scores.PairwiseF:0.000}  V {scores.VMeasure:0.000}  purity {scores.Purity:0.000}"));
        }

        Terminal.Line("seconds: " + string.Join(", ", outcome.Seconds.Select(stage => string.Create(culture, $"{stage.Stage} {stage.Seconds:0.00}"))));
    }
}
