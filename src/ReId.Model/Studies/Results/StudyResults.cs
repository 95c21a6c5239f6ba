using System.Globalization;
using System.Text.Json;
using ReId.Contracts;
using ReId.Model.Datasets;
using ReId.Model.Files;
using ReId.Model.Studies.Planning;

namespace ReId.Model.Studies.Results;

/// <summary>The file that a study goes on with: what it was begun with, its plan, and every finished run.</summary>
internal sealed class StudyResults
{
    private static readonly JsonSerializerOptions s_format = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly string _path;
    private readonly SortedDictionary<string, string> _settings;
    private readonly List<StudyRun> _runs = [];

    private StudyResults(string path, SortedDictionary<string, string> settings) => (_path, _settings) = (path, settings);

    /// <summary>The plan; null before it is made.</summary>
    public StudyPlan? Plan { get; set; }

    /// <summary>The finished runs in order.</summary>
    public IReadOnlyList<StudyRun> Runs => _runs;

    /// <summary>Begins, or goes on where the settings say so.</summary>
    /// <exception cref="ReIdException">What is there was begun with other settings, or cannot be read.</exception>
    public static StudyResults Open(StudySettings settings, DataSet data, IReadOnlyList<StudyMember> members)
    {
        var results = new StudyResults(settings.Folder.Results, Key(settings, data, members));
        if (settings.Resume)
        {
            results.Read();
        }

        return results;
    }

    /// <summary>The run of a member with a seed; null when it is not done.</summary>
    public StudyRun? Find(string member, int seed) => _runs.Find(run => run.Member == member && run.Seed == seed);

    /// <summary>Adds a finished run and writes the file.</summary>
    public void Add(StudyRun run)
    {
        _runs.Add(run);
        Write();
    }

    /// <summary>Writes the file, aside first.</summary>
    public void Write() => AtomicFile.Write(
        _path, stream => JsonSerializer.Serialize(stream, new Stored(_settings, Plan, _runs), s_format));

    private void Read()
    {
        Stored stored;
        try
        {
            stored = JsonSerializer.Deserialize<Stored>(FileBytes.Read(_path), s_format) ?? throw new JsonException("it is empty");
        }
        catch (JsonException e)
        {
            throw new ReIdException($"{_path} cannot be resumed: it is no file of a study; choose another --out.", e);
        }

        foreach (var name in _settings.Keys)
        {
            var before = stored.Settings?.GetValueOrDefault(name) ?? "";
            if (before != _settings[name])
            {
                throw new ReIdException($"{_path} was begun with {name} '{before}', not '{_settings[name]}': resume with the same, or choose another --out.");
            }
        }

        Plan = stored.Plan;
        _runs.AddRange(stored.Runs ?? []);
    }

    private static SortedDictionary<string, string> Key(StudySettings settings, DataSet data, IReadOnlyList<StudyMember> members) =>
        new(StringComparer.Ordinal)
        {
            ["study"] = settings.Study.Name,
            ["data"] = string.Create(
                CultureInfo.InvariantCulture,
                $"{Path.GetFullPath(settings.Root)} ({settings.Dataset}): {data.Train.Count} to train, {data.Query.Count} queries, {data.Gallery.Count} gallery pictures"),
            ["length"] = settings.Images is { } images
                ? string.Create(CultureInfo.InvariantCulture, $"{images} images a run")
                : string.Create(CultureInfo.InvariantCulture, $"{settings.Budget.TotalSeconds} s in all"),
            ["seeds"] = string.Join(',', settings.RunSeeds),
            ["size"] = string.Create(CultureInfo.InvariantCulture, $"{settings.Height}x{settings.Width}"),
            ["weights"] = settings.Weights is { } weights ? (File.Exists(weights) ? Path.GetFullPath(weights) : weights) : "",
            ["members"] = string.Join(", ", members.Select(member => member.Name)),
        };

    private sealed record Stored(IReadOnlyDictionary<string, string>? Settings, StudyPlan? Plan, IReadOnlyList<StudyRun>? Runs);
}
