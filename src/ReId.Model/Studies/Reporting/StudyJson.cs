using System.Text.Encodings.Web;
using System.Text.Json;
using ReId.Model.Files;
using ReId.Model.Studies.Results;

namespace ReId.Model.Studies.Reporting;

/// <summary>A study as JSON. The keys are a contract with scripts: docs/studies.md lists them.</summary>
public static class StudyJson
{
    private static readonly JsonSerializerOptions s_format = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        // ± and × are letters too.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes it; all but <c>timing</c> is the same for the same data, seeds and images.</summary>
    /// <param name="path">The file.</param>
    /// <param name="outcome">What was found.</param>
    public static void Write(string path, StudyOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, From(outcome), s_format));
    }

    private static Dictionary<string, object?> From(StudyOutcome outcome) => new()
    {
        ["study"] = outcome.Settings.Study.Name,
        ["complete"] = outcome.Complete,
        ["protocol"] = outcome.Protocol,
        ["training"] = outcome.Training,
        ["weights"] = outcome.Settings.Weights,
        ["seeds"] = outcome.Settings.RunSeeds,
        ["images"] = outcome.Plan.Images,
        ["batch"] = outcome.Plan.Batch,
        ["members"] = outcome.Members.Select(Member),
        ["timing"] = new Dictionary<string, object?>
        {
            ["machine"] = Machine.Describe(outcome.Settings.Device),
            ["budgetSeconds"] = outcome.Settings.Images is null && outcome.Settings.Study.Trains ? outcome.Settings.Budget.TotalSeconds : null,
            ["slowest"] = outcome.Plan.Slowest,
            ["seconds"] = outcome.Seconds,
            ["imagesPerSecond"] = outcome.Members.Where(one => one.ImagesPerSecond is not null).ToDictionary(one => one.Member.Name, one => one.ImagesPerSecond),
            ["forwardImagesPerSecond"] = outcome.Members.Where(one => one.Forward is not null).ToDictionary(one => one.Member.Name, one => one.Forward),
        },
    };

    private static Dictionary<string, object?> Member(MemberScores one) => new()
    {
        ["name"] = one.Member.Name,
        ["place"] = one.Member.Place,
        ["facts"] = one.Member.Facts.ToDictionary(fact => fact.Key, fact => fact.Value),
        ["rank1"] = one.Rank1,
        ["mAP"] = one.MAp,
        ["remark"] = one.Remark,
    };
}
