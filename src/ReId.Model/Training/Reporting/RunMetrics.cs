using ReId.Contracts;
using ReId.Model.Training.Metrics;

namespace ReId.Model.Training.Reporting;

/// <summary>The logs of a run in memory, sorted by kind.</summary>
internal sealed class RunMetrics
{
    private RunMetrics(List<StepMetrics> steps, List<EvaluationMetrics> evaluations, List<NoteMetrics> notes)
    {
        (Steps, Evaluations, Notes) = (steps, evaluations, notes);
        Best = evaluations.Where(one => double.IsFinite(one.MAp)).MaxBy(one => one.MAp);
        Terms = [.. steps.SelectMany(step => step.Terms.Keys).Distinct(StringComparer.Ordinal)];
    }

    public IReadOnlyList<StepMetrics> Steps { get; }

    public IReadOnlyList<EvaluationMetrics> Evaluations { get; }

    public IReadOnlyList<NoteMetrics> Notes { get; }

    /// <summary>The evaluation with the highest mAP; the first of equals.</summary>
    public EvaluationMetrics? Best { get; }

    /// <summary>Names of the loss terms, in the order of their first step.</summary>
    public IReadOnlyList<string> Terms { get; }

    /// <summary>True where the run has more than one stage.</summary>
    public bool HasStages => Steps.Count > 0 && Steps.Any(step => step.Stage != Steps[0].Stage);

    /// <summary>The first step of each stage.</summary>
    public IEnumerable<StepMetrics> StageBegins => Steps.Where((step, i) => i == 0 || step.Stage != Steps[i - 1].Stage);

    /// <summary>The middle of what the steps measured, which a slow first step does not move; NaN without any.</summary>
    public double Median(Func<StepMetrics, double> value)
    {
        double[] sorted = [.. Steps.Select(value).Where(double.IsFinite).Order()];
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }

    /// <summary>Share of the steps' time that was spent waiting for data: a step counts by how long it took. 0 without any.</summary>
    public double DataWaitShare
    {
        get
        {
            // Batches are of about one size, so a step took as long as its images a second are few.
            StepMetrics[] timed = [.. Steps.Where(step => step.ImagesPerSecond > 0)];
            var all = timed.Sum(step => 1 / step.ImagesPerSecond);
            return all > 0 ? timed.Sum(step => step.DataWaitShare / step.ImagesPerSecond) / all : 0;
        }
    }

    /// <exception cref="ReIdException">A log is missing or broken, or there is nothing in them yet.</exception>
    public static RunMetrics Read(IReadOnlyList<string> logs)
    {
        var (steps, evaluations, notes) = (new List<StepMetrics>(), new List<EvaluationMetrics>(), new List<NoteMetrics>());
        foreach (var line in logs.SelectMany(MetricsLogReader.Read))
        {
            switch (line)
            {
                case StepMetrics step:
                    steps.Add(step);
                    break;
                case EvaluationMetrics evaluation:
                    evaluations.Add(evaluation);
                    break;
                case NoteMetrics note:
                    notes.Add(note);
                    break;
            }
        }

        return steps.Count + evaluations.Count > 0
            ? new RunMetrics(steps, evaluations, notes)
            : throw new ReIdException($"{string.Join(" and ", logs)} holds no step yet: write the report after the first one.");
    }
}
