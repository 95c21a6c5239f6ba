using System.Text.Json;
using ReId.Contracts;
using ReId.Model.Golden.Evaluation;
using ReId.Model.Golden.Losses;
using ReId.Model.Golden.Networks;
using ReId.Model.Golden.Pictures;

namespace ReId.Model.Golden;

/// <summary>Checks golden files with whatever computes their group here.</summary>
public static class GoldenChecks
{
    private static readonly IGoldenCheck[] s_all =
    [
        new RankingCheck(),
        new RocCheck(),
        new ValAtFarCheck(),
        new KReciprocalCheck(),
        new ArchitectureCheck(),
        new FeatureCheck(),
        new ResizeCheck(),
        new LossCheck(),
    ];

    /// <summary>The groups that can be checked.</summary>
    public static IReadOnlyList<string> Groups { get; } = [.. s_all.Select(check => check.Group).Distinct()];

    /// <summary>Checks one file. Whatever is wrong with it becomes the outcome.</summary>
    /// <param name="path">A golden file.</param>
    /// <param name="options">Where weights are; null for the defaults.</param>
    public static GoldenOutcome Check(string path, GoldenCheckOptions? options = null) => Check(path, options, []);

    /// <summary>Checks one file, also with checks of rooms that this one does not know.</summary>
    internal static GoldenOutcome Check(string path, GoldenCheckOptions? options, IReadOnlyList<IGoldenCheck> others)
    {
        GoldenCase golden;
        try
        {
            golden = GoldenCase.Read(path);
        }
        catch (Exception e) when (e is ReIdException or IOException or UnauthorizedAccessException)
        {
            return new GoldenOutcome(path, GoldenVerdict.Failed, 0, 0, e.Message);
        }

        var title = $"{golden.Group}/{golden.Name}/{golden.Case}";
        try
        {
            return Run(golden, title, options ?? new GoldenCheckOptions(), [.. s_all, .. others]);
        }
        catch (Exception e) when (e is ReIdException or JsonException or KeyNotFoundException or InvalidOperationException
            or ArgumentException or FormatException or IndexOutOfRangeException or OverflowException or IOException or UnauthorizedAccessException)
        {
            return new GoldenOutcome(title, GoldenVerdict.Failed, 0, 0, $"{path} cannot be checked: {e.Message}");
        }
    }

    private static GoldenOutcome Run(GoldenCase golden, string title, GoldenCheckOptions options, IGoldenCheck[] checks)
    {
        var check = Array.Find(checks, c => c.Group == golden.Group && c.Handles(golden.Name));
        if (check is null)
        {
            string[] groups = [.. checks.Select(c => c.Group).Distinct()];
            var what = groups.Contains(golden.Group)
                ? $"nothing here computes {golden.Name} of the group {golden.Group}"
                : $"the group {golden.Group} is not checked yet; {string.Join(", ", groups)} are";
            return new GoldenOutcome(title, GoldenVerdict.Failed, 0, 0, what);
        }

        var comparison = new GoldenComparison();
        return check.Run(golden, comparison, options) is { } reason
            ? new GoldenOutcome(title, GoldenVerdict.Skipped, 0, 0, reason)
            : new GoldenOutcome(
                title, comparison.Ok ? GoldenVerdict.Ok : GoldenVerdict.Out, comparison.Error, comparison.Tolerance, comparison.What);
    }
}
