using System.Globalization;
using ReId.Cli.Output;
using ReId.Model.Losses.Checking;

namespace ReId.Cli.Commands.Losses;

/// <summary>Golden files: a line for each, and how many are within their tolerance.</summary>
internal static class LossesGolden
{
    public static int Run(IReadOnlyList<FileInfo> files)
    {
        foreach (var file in files)
        {
            InputFile.MustExist("--golden", file);
        }

        var within = 0;
        foreach (var file in files)
        {
            var result = GoldenLossCheck.Run(file.FullName);
            within += result.Within ? 1 : 0;
            Terminal.Line(string.Create(CultureInfo.InvariantCulture, $"{(result.Within ? "ok " : "OUT")} {file.Name}  loss {result.Loss:R}  expected {result.Expected:R}  gradient error {result.GradientError:0.0e+00}  tolerance {result.Tolerance:0.0e+00}{Outside(result)}"));
        }

        Terminal.Line($"{within} of {files.Count} cases within tolerance");
        return within == files.Count ? ExitCodes.Success : ExitCodes.Failure;
    }

    private static string Outside(GoldenLossResult result) => result.Worst is { } worst ? $"  ({worst} is out)" : "";
}
