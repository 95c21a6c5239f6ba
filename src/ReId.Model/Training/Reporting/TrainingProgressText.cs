using System.Globalization;
using ReId.Model.Reporting.Charts;

namespace ReId.Model.Training.Reporting;

/// <summary>Progress as a line of text that fits into a width.</summary>
internal static class TrainingProgressText
{
    private const int WideBar = 24;
    private const int NarrowBar = 8;
    private const string Between = "  ";

    /// <summary>As much as fits, the less important left out first, cut off only where nothing else can go.</summary>
    public static string Line(TrainingProgress progress, int width)
    {
        // Each with the order in which it goes; 0 stays.
        var parts = Parts(progress);
        for (var gone = parts.Max(part => part.Goes) + 1; gone > 0; gone--)
        {
            var line = Join(parts.Where(part => part.Goes < gone));
            if (line.Length <= width)
            {
                return line;
            }
        }

        var shortest = Join(parts.Where(part => part.Goes == 0));
        return shortest.Length <= width ? shortest : shortest[..Math.Max(width, 0)];
    }

    // The terms belong to the loss before them.
    private static string Join(IEnumerable<(string Text, int Goes)> parts) =>
        string.Join(Between, parts.Select(part => part.Text)).Replace(Between + "(", " (", StringComparison.Ordinal);

    private static List<(string Text, int Goes)> Parts(TrainingProgress progress)
    {
        var culture = CultureInfo.InvariantCulture;
        var step = progress.Step;
        var parts = new List<(string Text, int Goes)>();
        if (progress.Stages > 1)
        {
            parts.Add((string.Create(culture, $"stage {progress.Stage}/{progress.Stages}"), 4));
        }

        parts.Add((string.Create(culture, $"epoch {progress.Epoch}/{progress.Epochs}"), 0));
        parts.Add((Bar(progress.EpochShare, progress.Stages > 1 || step.Terms.Count > 1 ? NarrowBar : WideBar), 3));
        parts.Add(($"loss {Value(step.Loss)}", 0));
        if (step.Terms.Count > 1)
        {
            parts.Add(($"({string.Join(", ", step.Terms.Select(term => $"{term.Key} {Value(term.Value)}"))})", 7));
        }

        if (step.ActiveFraction is { } active)
        {
            parts.Add((active.ToString("'active '0 %", culture), 2));
        }

        if (step.LearningRate > 0)
        {
            parts.Add(($"lr {NumberText.Short(step.LearningRate)}", 6));
        }

        if (step.ImagesPerSecond > 0)
        {
            parts.Add((step.ImagesPerSecond.ToString(step.ImagesPerSecond < 10 ? "0.0 'images/s'" : "0 'images/s'", culture), 5));
        }

        if (step.DataWaitShare >= 0.1)
        {
            parts.Add((step.DataWaitShare.ToString("'waits for data '0 %", culture), 8));
        }

        if (progress.Left is { } left)
        {
            parts.Add(($"{Left(left)} left", 1));
        }

        return parts;
    }

    internal static string Left(TimeSpan left) => left switch
    {
        { TotalSeconds: < 90 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(left.TotalSeconds, 0):0} s"),
        { TotalMinutes: < 90 } => string.Create(CultureInfo.InvariantCulture, $"{left.TotalMinutes:0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalHours} h {left.Minutes} min"),
    };

    private static string Bar(double share, int width)
    {
        var filled = (int)(Math.Clamp(double.IsFinite(share) ? share : 0, 0, 1) * width);
        return $"[{new string('#', filled)}{new string('-', width - filled)}]";
    }

    private static string Value(double value) => value.ToString(Math.Abs(value) is > 0 and < 0.001 ? "0.##e-0" : "0.000", CultureInfo.InvariantCulture);
}
