using System.CommandLine;
using ReId.Cli.Commands.Eval;
using ReId.Model.Calibration;
using ReId.Model.Evaluation.Labels;
using ReId.Model.Files;

namespace ReId.Cli.Commands.Calibrate;

/// <summary><c>reid calibrate</c>: what a cosine similarity of a model means.</summary>
internal static class CalibrateCommand
{
    // More reasons than this would bury the result; the count always tells all.
    private const int ReasonsShown = 10;

    public static Command Create()
    {
        var data = new DataSetArguments("--features and --labels");
        var source = new CalibrationArguments();
        var json = CommonOptions.Json();
        var command = new Command("calibrate", "Fit similarity to the probability of 'the same', and thresholds, on a labelled set");
        data.AddTo(command);
        source.AddTo(command);
        command.Options.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = source.Read(parsed);
            var (target, weights) = source.Target(parsed, data);
            foreach (var file in new[] { target, parsed.GetValue(json)?.FullName })
            {
                if (file is not null)
                {
                    // Not after an hour of embedding.
                    AtomicFile.RequireWritable(file);
                }
            }

            ModelCalibration calibration;
            using (var progress = new StageLine())
            {
                if (source.HasFeatures(parsed))
                {
                    calibration = CalibrationFit.Run(
                        source.LoadFeatures(parsed), options, source.Name(parsed), progress, cancellationToken);
                }
                else
                {
                    var lists = source.Split(parsed, data.Read(parsed, source.Cameras(parsed)));
                    CalibrationFit.RequirePairs(lists);
                    var embedded = await data.EmbedAsync(parsed, lists, progress, cancellationToken).ConfigureAwait(false);
                    foreach (var reason in embedded.Skipped.Take(ReasonsShown))
                    {
                        await Console.Error.WriteLineAsync($"skipped: {reason}").ConfigureAwait(false);
                    }

                    calibration = CalibrationFit.Run(
                        LabelledFeatures.From(embedded.ToSet()), options, lists.Name, progress, cancellationToken) with
                    {
                        Model = embedded.Model.Id,
                        FlipAverage = data.Embedder(parsed).FlipAverage,
                    };
                }
            }

            calibration.Save(target);
            CalibrationTable.Print(calibration, target, weights);
            if (parsed.GetValue(json) is { } copy)
            {
                calibration.Save(copy.FullName);
            }

            return ExitCodes.Success;
        });
        return command;
    }
}
