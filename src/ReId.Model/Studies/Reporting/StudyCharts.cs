using ReId.Model.Reporting.Charts;
using ReId.Model.Studies.Results;

namespace ReId.Model.Studies.Reporting;

/// <summary>The charts of a study. Error bars are the deviation over the seeds.</summary>
internal static class StudyCharts
{
    private static readonly (string Name, Func<MemberScores, SeedScore?> Score)[] s_scores =
        [("rank-1", one => one.Rank1), ("mAP", one => one.MAp)];

    /// <summary>The charts as elements of a page; a chart without a score is left out.</summary>
    public static IEnumerable<string> Of(StudyOutcome outcome)
    {
        var charts = outcome.Settings.Study.Charts;
        if (charts.Count == 0)
        {
            return outcome.Members.Any(one => one.MAp is not null) ? s_scores.Select(score => Bars(outcome, score)) : [];
        }

        return charts.SelectMany(chart => Lines(outcome, chart)).Where(chart => chart.HasPoints).Select(chart => chart.ToHtml());
    }

    private static IEnumerable<LineChart> Lines(StudyOutcome outcome, StudyChart chart)
    {
        MemberScores[] members = [.. outcome.Members.Where(one => one.Member.Group == chart.Group && one.Member.Place is not null).OrderBy(one => one.Member.Place)];
        if (chart.Named)
        {
            return s_scores.Select(score => Line($"{score.Name} {chart.Title}", chart.Across, [Series(members, score, named: true)], null));
        }

        var whole = outcome.Members.FirstOrDefault(one => one.Member.Place is null && one.MAp is not null);
        return [Line(
            $"Accuracy {chart.Title}", chart.Across, [.. s_scores.Select(score => Series(members, score, named: false))],
            whole is null ? null : FormattableString.Invariant($"{whole.Member.Name}: rank-1 {whole.Rank1!.Mean:0.0000}, mAP {whole.MAp!.Mean:0.0000}."))];
    }

    private static ChartSeries Series(MemberScores[] members, (string Name, Func<MemberScores, SeedScore?> Score) of, bool named) => new(
        of.Name,
        [
            .. members.Where(one => of.Score(one) is not null).Select(one => new ChartPoint(
                one.Member.Place!.Value, of.Score(one)!.Mean, of.Score(one)!.Deviation ?? 0, named ? one.Member.Name : null)),
        ],
        named ? SeriesStyle.Marks : SeriesStyle.MarkedLine);

    private static LineChart Line(string title, Axis across, IReadOnlyList<ChartSeries> series, string? remark) => new()
    {
        Title = title,
        Across = across,
        Up = new Axis { Percent = true },
        Series = series,
        Remark = remark,
    };

    private static string Bars(StudyOutcome outcome, (string Name, Func<MemberScores, SeedScore?> Score) of) => new BarChart
    {
        Title = of.Name,
        Across = new Axis { Label = of.Name, Percent = true },
        Bars =
        [
            .. outcome.Members.Where(one => of.Score(one) is not null).OrderByDescending(one => of.Score(one)!.Mean)
                .Select(one => new Bar(one.Member.Name, of.Score(one)!.Mean, of.Score(one)!.Deviation ?? 0)),
        ],
    }.ToHtml();
}
