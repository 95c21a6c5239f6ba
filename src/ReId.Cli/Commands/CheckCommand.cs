using System.CommandLine;
using System.Globalization;
using ReId.Cli.Commands.Cluster;
using ReId.Cli.Output;
using ReId.Model.Golden;

namespace ReId.Cli.Commands;

/// <summary><c>reid check</c>: recomputes the numbers that other programs gave, and says how far off it is.</summary>
internal static class CheckCommand
{
    private static readonly IGoldenCheck[] s_others = [new ClusterGoldenCheck()];

    public static Command Create()
    {
        var golden = new Option<FileInfo[]>("--golden")
        {
            Description = $"Golden files of the groups {string.Join(", ", [.. GoldenChecks.Groups, .. s_others.Select(check => check.Group)])}",
            HelpName = "FILE…",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
            Arity = ArgumentArity.OneOrMore,
        };
        var weights = new Option<DirectoryInfo?>("--weights-dir")
        {
            Description = "Folder of the weights that some files name (default: ../../data/weights/reid from the file)",
            HelpName = "DIR",
        };

        var command = new Command("check", "Compare ReId's numbers with golden files") { golden, weights };
        command.SetAction((parsed, cancellationToken) =>
        {
            var options = new GoldenCheckOptions { WeightsFolder = parsed.GetValue(weights)?.FullName };
            var (within, counted) = (0, 0);
            foreach (var file in parsed.GetValue(golden)!)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var outcome = GoldenChecks.Check(file.FullName, options, s_others);
                Terminal.Line(Describe(outcome));
                within += outcome.Verdict == GoldenVerdict.Ok ? 1 : 0;
                counted += outcome.Verdict == GoldenVerdict.Skipped ? 0 : 1;
            }

            Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{within} of {counted} cases within tolerance"));

            // Nothing compared is nothing confirmed.
            return Task.FromResult(within == counted && counted > 0 ? ExitCodes.Success : ExitCodes.Failure);
        });
        return command;
    }

    private static string Describe(GoldenOutcome outcome) => outcome.Verdict switch
    {
        GoldenVerdict.Ok => string.Create(
            CultureInfo.InvariantCulture, $"{outcome.Title}: error {outcome.Error:0.0e+00}, tolerance {outcome.Tolerance:0.0e+00}, ok"),
        GoldenVerdict.Out => string.Create(
            CultureInfo.InvariantCulture,
            $"{outcome.Title}: error {outcome.Error:0.0e+00}, tolerance {outcome.Tolerance:0.0e+00}, OUT ({outcome.Remark})"),
        GoldenVerdict.Skipped => $"{outcome.Title}: skipped, {outcome.Remark}",
        _ => $"{outcome.Title}: FAILED, {outcome.Remark}",
    };
}
