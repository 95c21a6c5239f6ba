using ReId.Contracts;
using ReId.Model.Files;

namespace ReId.Model.Training.Reporting;

/// <summary>The report of a run's folder, made of what the trainer left there.</summary>
public static class RunReport
{
    /// <summary>The recipe as it was used; may be missing.</summary>
    public const string RecipeFile = "recipe.yaml";

    /// <summary>The metrics log.</summary>
    public const string MetricsFile = "metrics.jsonl";

    /// <summary>The last ranked retrieval; may be missing.</summary>
    public const string RankedFile = "ranked.json";

    /// <summary>The report.</summary>
    public const string ReportFile = "report.html";

    /// <summary>Writes the report of a run.</summary>
    /// <param name="folder">Folder of the run.</param>
    /// <param name="path">The file to write; null for <see cref="ReportFile"/> in the folder.</param>
    /// <param name="title">Heading; null for the folder's name.</param>
    /// <param name="summary">Rows for the table of the run; null for none.</param>
    /// <returns>Absolute path of the report.</returns>
    /// <exception cref="ReIdException">There is no run, a file of it is broken, or the report cannot be written.</exception>
    public static string Write(
        string folder, string? path = null, string? title = null, IReadOnlyList<KeyValuePair<string, string>>? summary = null)
    {
        var full = Path.GetFullPath(folder);
        var log = Path.Combine(full, MetricsFile);
        if (!File.Exists(log))
        {
            throw new ReIdException(Directory.Exists(full)
                ? $"{folder} has no {MetricsFile}: name the folder of a training run."
                : $"{folder} does not exist: name the folder of a training run.");
        }

        var target = Path.GetFullPath(path ?? Path.Combine(full, ReportFile));
        var recipe = Path.Combine(full, RecipeFile);
        var ranked = Path.Combine(full, RankedFile);
        TrainingReport.Write(target, new ReportInput
        {
            Title = title ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(full)),
            RecipeYaml = File.Exists(recipe) ? System.Text.Encoding.UTF8.GetString(FileBytes.Read(recipe)) : "",
            MetricsLogs = [log],
            RankedRetrieval = File.Exists(ranked) ? RankedRetrievalFile.Read(ranked) : [],
            Summary = summary ?? [],
        });
        return target;
    }
}
