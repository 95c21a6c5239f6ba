using System.Globalization;
using ReId.Model.Datasets;
using ReId.Model.Studies.Planning;

namespace ReId.Model.Studies.Results;

/// <summary>What a study found, and how.</summary>
public sealed record StudyOutcome
{
    /// <summary>How it was made.</summary>
    public required StudySettings Settings { get; init; }

    /// <summary>The members in the study's order.</summary>
    public required IReadOnlyList<MemberScores> Members { get; init; }

    /// <summary>How long the runs were.</summary>
    public required StudyPlan Plan { get; init; }

    /// <summary>What is measured, on what.</summary>
    public required string Protocol { get; init; }

    /// <summary>What is trained, on what; empty where nothing is.</summary>
    public required string Training { get; init; }

    /// <summary>Time of plan and runs, seconds, over all resumptions.</summary>
    public required double Seconds { get; init; }

    /// <summary>False where it was interrupted.</summary>
    public required bool Complete { get; init; }

    internal static StudyOutcome Of(
        StudySettings settings, DataSet data, IReadOnlyList<StudyMember> members, StudyResults results, bool complete) => new()
        {
            Settings = settings,
            Members = [.. members.Select(member => MemberScores.Of(member, settings.RunSeeds, results.Plan!, results.Runs))],
            Plan = results.Plan!,
            Protocol = string.Create(
            CultureInfo.InvariantCulture,
            $"rank-1 and mAP of {data.Query.Count} queries among {data.Gallery.Count} gallery pictures of {data.Name}{(data.HasCameras ? ", pictures of the same identity by the same camera left out" : ", without cameras")}"),
            Training = settings.Study.Trains
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"{data.Train.Count} pictures of {data.Train.Select(image => image.Identity).Distinct().Count()} identities at {settings.Height}×{settings.Width}, {results.Plan!.Images} images a run in batches of {results.Plan.Batch}")
            : "",
            Seconds = results.Plan!.Seconds + results.Runs.Sum(run => run.Seconds),
            Complete = complete,
        };
}
