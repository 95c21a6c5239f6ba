using ReId.Contracts;

namespace ReId.Model.Studies;

/// <summary>The files of a study.</summary>
/// <param name="path">Its folder.</param>
public sealed class StudyFolder(string path)
{
    /// <summary>The folder.</summary>
    public string Root { get; } = Path.GetFullPath(path);

    /// <summary>Settings, plan and every finished run: what a resumed study goes on with.</summary>
    public string Results => Path.Combine(Root, "results.json");

    /// <summary>Scores by member.</summary>
    public string Json => Path.Combine(Root, "study.json");

    /// <summary>Charts and tables.</summary>
    public string Report => Path.Combine(Root, "report.html");

    /// <summary>The folder of a training run.</summary>
    /// <param name="member">Name of the member.</param>
    /// <param name="seed">The seed.</param>
    public string Run(string member, int seed) => Path.Combine(Root, "runs", FormattableString.Invariant($"{Plain(member)}-seed{seed}"));

    /// <summary>The folder of a warm-up, which is removed after it.</summary>
    internal string WarmUp => Path.Combine(Root, "warm-up");

    /// <summary>Makes the folder; a study that lies in it must be resumed, not overwritten.</summary>
    /// <param name="resume">Whether to go on.</param>
    /// <exception cref="ReIdException">There is a study and it is not resumed, or none to resume, or the folder cannot be made.</exception>
    public void Prepare(bool resume)
    {
        if (resume && !File.Exists(Results))
        {
            throw new ReIdException($"{Root} holds no study to resume: leave --resume out, or name the folder of a study.");
        }

        if (!resume && File.Exists(Results))
        {
            throw new ReIdException($"{Root} holds a study already: go on with it by --resume, or choose another --out.");
        }

        try
        {
            Directory.CreateDirectory(Root);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ReIdException($"{Root} cannot be made: {e.Message}", e);
        }
    }

    // "triplet-center + batch-hard" is a fine name for a member and a poor one for a folder.
    private static string Plain(string name)
    {
        var letters = name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_' ? letter : '-');
        return string.Join('-', string.Concat(letters).Split('-', StringSplitOptions.RemoveEmptyEntries));
    }
}
