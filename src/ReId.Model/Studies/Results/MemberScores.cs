using ReId.Model.Studies.Planning;

namespace ReId.Model.Studies.Results;

/// <summary>A member with what its runs came to.</summary>
/// <param name="Member">The member.</param>
/// <param name="Rank1">Share of the queries whose first result is right; null without a finished run.</param>
/// <param name="MAp">Mean average precision; null without a finished run.</param>
/// <param name="ImagesPerSecond">Mean speed of training; null where nothing was trained.</param>
/// <param name="Forward">Images per second of the forward pass; null where it was not measured.</param>
/// <param name="Remark">Why scores are missing; null where none is.</param>
public sealed record MemberScores(
    StudyMember Member, SeedScore? Rank1, SeedScore? MAp, double? ImagesPerSecond, double? Forward, string? Remark)
{
    internal static MemberScores Of(StudyMember member, IReadOnlyList<int> seeds, StudyPlan plan, IReadOnlyList<StudyRun> runs)
    {
        StudyRun[] own = [.. runs.Where(run => run.Member == member.Name).OrderBy(run => seeds.Index().First(seed => seed.Item == run.Seed).Index)];
        StudyRun[] scored = [.. own.Where(run => run.Problem is null)];
        var trained = scored.Where(run => run.ImagesPerSecond > 0).ToArray();
        return new MemberScores(
            member,
            scored.Length == 0 ? null : SeedScore.Of([.. scored.Select(run => run.Rank1!.Value)]),
            scored.Length == 0 ? null : SeedScore.Of([.. scored.Select(run => run.MAp!.Value)]),
            trained.Length == 0 ? null : trained.Average(run => run.ImagesPerSecond),
            plan.Forward.TryGetValue(member.Name, out var forward) ? forward : null,
            Why(member, seeds, plan, own));
    }

    private static string? Why(StudyMember member, IReadOnlyList<int> seeds, StudyPlan plan, StudyRun[] own)
    {
        if (member.ForwardOnly)
        {
            return "forward only";
        }

        if (plan.LeftOut.FirstOrDefault(left => left.Member == member.Name) is { } left)
        {
            return $"left out: {left.Reason}";
        }

        string[] problems = [.. own.Where(run => run.Problem is not null).Select(run => FormattableString.Invariant($"seed {run.Seed}: {run.Problem}"))];
        return problems.Length > 0
            ? string.Join("; ", problems)
            : own.Length < seeds.Count ? FormattableString.Invariant($"{own.Length} of {seeds.Count} runs are done") : null;
    }
}
