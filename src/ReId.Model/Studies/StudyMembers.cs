using ReId.Contracts;
using ReId.Model.Datasets;
using ReId.Model.Embedding;

namespace ReId.Model.Studies;

/// <summary>The members that the settings ask for.</summary>
internal static class StudyMembers
{
    /// <summary>In place of names: every member, those on request too; where a member has this name, that one.</summary>
    public const string All = "all";

    /// <summary>The usual members of the study, or those that are named, in the study's order.</summary>
    /// <exception cref="ReIdException">The data or the weights do not fit, or a name that no member has.</exception>
    public static IReadOnlyList<StudyMember> Choose(StudySettings settings, DataSet data)
    {
        var all = settings.Study.Members(StudyBasis.Of(settings, data));
        if (settings.Only is [var one] && one.Equals(All, StringComparison.OrdinalIgnoreCase) && !all.Any(member => Is(member, All)))
        {
            return all;
        }

        foreach (var name in settings.Only)
        {
            if (!all.Any(member => Is(member, name)))
            {
                throw new ReIdException(StudyCatalog.Unknown($"member of '{settings.Study.Name}'", name, all.Select(member => member.Name)));
            }
        }

        return [.. all.Where(member => settings.Only.Count == 0 ? !member.OnRequest : settings.Only.Any(name => Is(member, name)))];
    }

    /// <summary>How a model is evaluated.</summary>
    public static EmbedderOptions Embedder(StudySettings settings, string model) =>
        new() { Weights = model, Device = settings.Device, Threads = settings.Threads };

    private static bool Is(StudyMember member, string name) => member.Name.Equals(name, StringComparison.OrdinalIgnoreCase);
}
