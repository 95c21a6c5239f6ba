using System.CommandLine;
using ReId.Model.Evaluation;

namespace ReId.Cli.Commands.Eval;

/// <summary><c>reid eval</c>: how well a model, or features from anywhere, find the right pictures.</summary>
internal static class EvalCommand
{
    public static Command Create()
    {
        var features = new FeatureArguments();
        var scoring = new ScoringArguments();
        var noCameras = new Option<bool>("--no-cameras")
        {
            Description = "Evaluate as image retrieval: every other picture of the identity is a match, whoever took it",
        };
        var json = CommonOptions.Json();
        var command = new Command("eval", "Measure how well pictures are found again") { noCameras, json };
        features.AddTo(command);
        scoring.AddTo(command);
        command.SetAction((parsed, cancellationToken) =>
        {
            var options = scoring.Read(parsed);
            var source = new EvaluationSource("features", Model: null, Skipped: 0, TimeSpan.Zero);
            var set = features.Read(parsed, cameras: !parsed.GetValue(noCameras)).Load();
            EvaluationReport report;
            using (var progress = new StageLine())
            {
                report = FeatureEvaluation.Run(set, options, progress, cancellationToken);
            }

            EvaluationTable.Print(source, report);
            if (parsed.GetValue(json) is { } file)
            {
                EvaluationJson.Write(file.FullName, source, report);
            }

            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }
}
